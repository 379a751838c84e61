/** Photos of one input: dropped, pasted, chosen, or taken with the camera; or those of a held-out row. */
import { Camera, ImagePlus, X } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { picturesIn } from "../results/row-parts.ts";
import { Button } from "../ui/button.tsx";
import { CameraDialog, hasCamera } from "./camera-dialog.tsx";
import type { InputFieldProps } from "./input-field.tsx";
import "./photo-field.css";
import { readPhotos } from "./read-photos.ts";
import type { TrialValue } from "./trial-values.ts";

export function PhotoField({ id, input, value, onChange }: InputFieldProps & { readonly id: string }) {
  const { t } = useTranslation("trial");
  const camera = useRef<HTMLInputElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState(false);
  const take = (files: Iterable<File> | null) => {
    if (files === null) return;
    void readPhotos(files).then((photos) => {
      setRefused(photos.length === 0);
      if (photos.length > 0)
        onChange({ from: "photos", photos: input.several ? photos : photos.slice(0, 1) });
    });
  };
  const shown = shownPhotos(value);
  return (
    <section
      className="photo-field"
      aria-label={input.column}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take(event.dataTransfer.files);
      }}
    >
      {shown.map(({ src, name }) => (
        <img key={src} src={src} alt={name} />
      ))}
      {shown.length === 0 ? <p className="muted">{t("dropPhoto")}</p> : null}
      <div className="photo-buttons">
        <Button size="small" onClick={() => chooser.current?.click()}>
          <ImagePlus className="i s" aria-hidden="true" />
          {t("choosePhoto")}
        </Button>
        {hasCamera() ? (
          <CameraDialog onPhoto={(photo) => take([photo])} />
        ) : (
          <Button size="small" onClick={() => camera.current?.click()}>
            <Camera className="i s" aria-hidden="true" />
            {t("camera")}
          </Button>
        )}
        {shown.length === 0 ? null : (
          <Button
            size="small"
            look="quiet"
            aria-label={t("clear")}
            onClick={() => onChange({ from: "photos", photos: [] })}
          >
            <X className="i s" aria-hidden="true" />
          </Button>
        )}
      </div>
      {refused && shown.length === 0 ? (
        <p className="photo-refused" role="alert">
          {t("photoUnreadable")}
        </p>
      ) : null}
      <input
        id={id}
        ref={chooser}
        className="sr"
        tabIndex={-1}
        type="file"
        accept="image/*"
        multiple={input.several}
        onChange={({ target }) => take(target.files)}
      />
      <input
        ref={camera}
        hidden
        type="file"
        accept="image/*"
        capture="environment"
        aria-label={t("camera")}
        onChange={({ target }) => take(target.files)}
      />
    </section>
  );
}

function shownPhotos(
  value: TrialValue | undefined,
): readonly { readonly src: string; readonly name: string }[] {
  if (value === undefined || value.from === "text") return [];
  if (value.from === "photos") return value.photos.map(({ dataUrl, name }) => ({ src: dataUrl, name }));
  return picturesIn([value.cell]).map(({ blob, name }) => ({ src: `/media/${blob}?w=640`, name }));
}
