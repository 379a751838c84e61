/** One file. The columns of a table are understood anew when another one is chosen. */
import type { FileRef, Json } from "@fuseline/schema";
import { FileText } from "lucide-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../../i18n/i18n.ts";
import { client } from "../../../server/trpc.ts";
import type { FieldOf, FieldProps } from "../field-props.ts";
import { useTakeUpload } from "../take-upload.ts";
import { megabytes } from "./megabytes.ts";
import { UploadButton } from "./upload-button.tsx";

export function FileField({ node, name, field, value }: FieldProps<FieldOf<"file">>) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const file = fileOf(value);
  const take = useTakeUpload(node);
  const onDone = useCallback(
    async ({ uploadId }: { readonly uploadId: string }) => {
      const { list } = await client.uploads.contents.query({ uploadId });
      const [first] = list;
      if (first === undefined) return;
      const { path, blob, bytes } = first;
      await take({ uploadId, param: name, value: { blob, name: path.split("/").at(-1) ?? path, bytes } });
    },
    [take, name],
  );
  return (
    <div className="file">
      {file === null ? null : (
        <p className="file-name">
          <FileText className="i s" aria-hidden="true" />
          <b>{file.name}</b> {megabytes(file.bytes, language)}
        </p>
      )}
      <UploadButton
        label={t(file === null ? "chooseFile" : "chooseOtherFile")}
        accept={field.accept}
        several={false}
        onDone={(uploaded) => void onDone(uploaded)}
      />
    </div>
  );
}

const fileOf = (value: Json): FileRef | null =>
  typeof value === "object" && value !== null && "blob" in value ? (value as FileRef) : null;
