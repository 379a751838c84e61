/** A set of files: a folder, a ZIP, or files chosen together. */
import type { FilesRef, Json } from "@fuseline/schema";
import { Folder } from "lucide-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../../i18n/i18n.ts";
import { client } from "../../../server/trpc.ts";
import { countWords } from "../../graph/count-words.ts";
import type { FieldOf, FieldProps } from "../field-props.ts";
import { useTakeUpload } from "../take-upload.ts";
import { megabytes } from "./megabytes.ts";
import { UploadButton } from "./upload-button.tsx";

export function FilesField({ node, name, field, value }: FieldProps<FieldOf<"files">>) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const files = filesOf(value);
  const take = useTakeUpload(node);
  const onDone = useCallback(
    async ({ uploadId }: { readonly uploadId: string }) => {
      const contents = await client.uploads.contents.query({ uploadId });
      await take({ uploadId, param: name, value: contents.files });
    },
    [take, name],
  );
  return (
    <div className="file">
      {files === null ? null : (
        <p className="file-name">
          <Folder className="i s" aria-hidden="true" />
          <b>{files.name}</b> {countWords("file", files.count, language)}, {megabytes(files.bytes, language)}
        </p>
      )}
      <UploadButton
        label={t(files === null ? "chooseFiles" : "chooseOtherFiles")}
        accept={field.accept}
        several
        onDone={(uploaded) => void onDone(uploaded)}
      />
    </div>
  );
}

const filesOf = (value: Json): FilesRef | null =>
  typeof value === "object" && value !== null && "manifest" in value ? (value as FilesRef) : null;
