/** Chooses files of this machine, sends them, and says how far they are. */
import { Upload } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button.tsx";
import { droppedFiles, pickedFiles } from "../../../uploads/dropped-files.ts";
import type { Uploaded } from "../../../uploads/send-files.ts";
import { useUpload } from "../../../uploads/use-upload.ts";

export interface UploadButtonProps {
  readonly label: string;
  readonly accept: readonly string[];
  readonly several: boolean;
  onDone(uploaded: Uploaded): void;
}

export function UploadButton({ label, accept, several, onDone }: UploadButtonProps) {
  const { t } = useTranslation("canvas");
  const input = useRef<HTMLInputElement>(null);
  const { state, send, cancel } = useUpload(onDone);
  if (state.at === "sending") {
    return (
      <div className="upload-progress">
        <progress max={1} value={state.share} aria-label={t("sending")} />
        <Button size="small" look="quiet" onClick={cancel}>
          {t("cancel")}
        </Button>
      </div>
    );
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        className="sr"
        tabIndex={-1}
        aria-hidden="true"
        accept={accept.join(",")}
        multiple={several}
        onChange={({ target }) => {
          send(pickedFiles(target.files ?? []));
          target.value = "";
        }}
      />
      <Button
        size="small"
        onClick={() => input.current?.click()}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void droppedFiles(event.dataTransfer).then(send);
        }}
      >
        <Upload className="i s" aria-hidden="true" />
        {label}
      </Button>
      {state.at === "failed" ? (
        <p className="field-error" role="alert">
          {state.message === "" ? t("uploadFailed") : state.message}
        </p>
      ) : null}
    </>
  );
}
