/** Where a person drops files or folders, or chooses them; shows how far they are. */
import { CircleAlert, FileUp, Folder, Lock } from "lucide-react";
import { type DragEvent, useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import { DropPicture } from "./drop-picture.tsx";
import "./drop-area.css";
import { droppedFiles, pickedFiles } from "./dropped-files.ts";
import type { Uploaded } from "./send-files.ts";
import { type UploadState, useUpload } from "./use-upload.ts";

export function DropArea({ onDone }: { readonly onDone: (uploaded: Uploaded) => void }) {
  const { t } = useTranslation("uploads");
  const { state, send, cancel } = useUpload(onDone);
  const [over, setOver] = useState(false);
  const drop = useCallback(
    (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      void droppedFiles(event.dataTransfer).then(send);
    },
    [send],
  );
  return (
    <section
      className="drop"
      data-over={over}
      aria-label={t("dropHere")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <DropPicture />
      <h2>{t(over ? "letGo" : "dropHere")}</h2>
      {state.at === "sending" ? <Sending state={state} cancel={cancel} /> : <Choose send={send} />}
      {state.at === "failed" ? (
        <p className="drop-failed" role="alert">
          <CircleAlert className="i s" aria-hidden="true" />
          {state.message === "" ? t("failed") : state.message}
        </p>
      ) : null}
      <small>
        <Lock className="i xs" aria-hidden="true" />
        {t("stays")}
      </small>
    </section>
  );
}

function Choose({ send }: Pick<ReturnType<typeof useUpload>, "send">) {
  const { t } = useTranslation("uploads");
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  return (
    <>
      <p>{t("dropText")}</p>
      <div className="drop-buttons">
        <Button size="small" onClick={() => files.current?.click()}>
          <FileUp className="i s" aria-hidden="true" />
          {t("chooseFiles")}
        </Button>
        <Button size="small" onClick={() => folder.current?.click()}>
          <Folder className="i s" aria-hidden="true" />
          {t("chooseFolder")}
        </Button>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={t("chooseFiles")}
        onChange={({ target }) => send(pickedFiles(target.files ?? []))}
      />
      <input
        ref={folder}
        type="file"
        hidden
        aria-label={t("chooseFolder")}
        {...{ webkitdirectory: "" }}
        onChange={({ target }) => send(pickedFiles(target.files ?? []))}
      />
    </>
  );
}

interface SendingProps {
  readonly state: Extract<UploadState, { readonly at: "sending" }>;
  cancel(): void;
}

function Sending({ state: { files, share }, cancel }: SendingProps) {
  const { t } = useTranslation("uploads");
  const words = share < 1 ? t("sending", { count: files }) : t("understanding");
  return (
    <div className="drop-sending">
      <p role="status">{words}</p>
      <progress max={1} value={share < 1 ? share : undefined} aria-label={words} />
      <Button size="small" onClick={cancel}>
        {t("cancel")}
      </Button>
    </div>
  );
}
