/** Takes a photo with the camera of this machine. Where a page may not have one, the device's own camera program does. */
import { Camera } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import { Modal } from "../ui/modal.tsx";
import "./camera-dialog.css";

export interface CameraDialogProps {
  onPhoto(photo: File): void;
}

/** Browsers give the camera to safe pages alone: loopback and https. */
export const hasCamera = (): boolean => typeof navigator.mediaDevices?.getUserMedia === "function";

export function CameraDialog({ onPhoto }: CameraDialogProps) {
  const { t } = useTranslation("trial");
  const [open, setOpen] = useState(false);
  return (
    <Modal
      title={t("takePhoto")}
      text={t("takePhotoText")}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small">
          <Camera className="i s" aria-hidden="true" />
          {t("camera")}
        </Button>
      }
    >
      <Viewfinder
        onPhoto={(photo) => {
          setOpen(false);
          onPhoto(photo);
        }}
      />
    </Modal>
  );
}

type CameraState = "opening" | "open" | "refused";

function Viewfinder({ onPhoto }: CameraDialogProps) {
  const { t } = useTranslation("trial");
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>("opening");
  useEffect(() => openCamera(video, setState), []);
  if (state === "refused") {
    return (
      <p className="refused" role="alert">
        {t("cameraRefused")}
      </p>
    );
  }
  return (
    <div className="viewfinder">
      <video ref={video} autoPlay muted playsInline aria-label={t("cameraPicture")} />
      <Button
        look="primary"
        disabled={state !== "open"}
        onClick={() => {
          if (video.current !== null) void frameOf(video.current).then(onPhoto);
        }}
      >
        <Camera className="i" aria-hidden="true" />
        {t("takePhoto")}
      </Button>
    </div>
  );
}

/** @returns what lets the camera go */
function openCamera(
  video: { readonly current: HTMLVideoElement | null },
  setState: (state: CameraState) => void,
): () => void {
  let left = false;
  let stream: MediaStream | null = null;
  const release = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  navigator.mediaDevices
    .getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false })
    .then(async (opened) => {
      stream = opened;
      if (left || video.current === null) return release();
      video.current.srcObject = opened;
      await video.current.play();
      setState("open");
    })
    .catch(() => {
      if (!left) setState("refused");
    });
  return () => {
    left = true;
    release();
  };
}

function frameOf(video: HTMLVideoElement): Promise<File> {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error("the camera gave no picture"));
      else resolve(new File([blob], "camera.jpg", { type: "image/jpeg" }));
    }, "image/jpeg");
  });
}
