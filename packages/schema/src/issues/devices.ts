/** Words for devices that cannot be used, each with what to install or set. */
import type { DeviceTrouble } from "../devices.ts";
import { message, type Name } from "./message.ts";

interface Unavailable {
  readonly [name: string]: string | readonly string[];
  readonly device: string;
  readonly trouble: DeviceTrouble;
  /** The system, the missing library, or what the runtime said. */
  readonly detail: string;
  readonly available: readonly string[];
}

export const DEVICE_CODES = {
  "device-unavailable": message<Unavailable>({
    en: (f) => ({
      title: unavailableTitle(f).en,
      fix: `${driverAdvice(f).en}FUSELINE_DEVICE takes: ${f.available.join(", ")}.`,
    }),
    ru: (f) => ({
      title: unavailableTitle(f).ru,
      fix: `${driverAdvice(f).ru}В FUSELINE_DEVICE можно задать: ${f.available.join(", ")}.`,
    }),
  }),
  "device-failed": message<{ device: string; reason: string }>({
    en: ({ device, reason }) => ({
      title: `The device “${device}” failed while it was computing (${reason}).`,
      fix: "Run on the processor: choose it in the block that learns, or set FUSELINE_DEVICE to cpu. Finished steps are kept.",
    }),
    ru: ({ device, reason }) => ({
      title: `Устройство «${device}» отказало во время вычислений (${reason}).`,
      fix: "Считайте на процессоре: выберите его в блоке обучения или задайте FUSELINE_DEVICE=cpu. Готовые шаги сохранены.",
    }),
  }),
  "half-precision-missing": message<{ device: string }>({
    en: ({ device }) => ({
      title: `“${device}” does not compute in 16 bits: mixed precision makes nothing faster here.`,
      fix: "Leave the precision to the device (auto), or choose 32 bits.",
    }),
    ru: ({ device }) => ({
      title: `«${device}» не считает в 16 битах: смешанная точность здесь ничего не ускорит.`,
      fix: "Оставьте выбор точности устройству (авто) или возьмите 32 бита.",
    }),
  }),
};

type Words = Exclude<Name, string>;

function unavailableTitle({ device, trouble, detail }: Unavailable): Words {
  switch (trouble) {
    case "system":
      return {
        en: `“${device}” does not exist on ${detail}.`,
        ru: `Для ${detail} устройства «${device}» не бывает.`,
      };
    case "libraries":
      return {
        en: `The libraries of ONNX Runtime for “${device}” are not installed.`,
        ru: `Библиотеки ONNX Runtime для «${device}» не установлены.`,
      };
    case "dependency":
      return {
        en: `“${device}” needs ${detail}, which is not on this machine.`,
        ru: `Устройству «${device}» нужна библиотека ${detail}, на этой машине ее нет.`,
      };
    case "card":
      return {
        en: `No graphics card was found that “${device}” could use.`,
        ru: `Не нашлось видеокарты, с которой работает «${device}».`,
      };
    case "failed":
      return {
        en: `“${device}” failed in a trial calculation (${detail}).`,
        ru: `Пробное вычисление на «${device}» не удалось (${detail}).`,
      };
  }
}

/** Ends in a space where it says anything. */
function driverAdvice({ device, trouble }: Unavailable): Words {
  if (trouble === "system") return { en: "", ru: "" };
  if (trouble === "libraries") {
    return {
      en: "Fetch them once with “npm run install-cuda” (for CUDA 12, some hundred megabytes from nuget.org). ",
      ru: "Скачайте их один раз: «npm run install-cuda» (для CUDA 12, несколько сотен мегабайт с nuget.org). ",
    };
  }
  switch (device) {
    case "cuda":
      return {
        en: "Install NVIDIA's driver, CUDA 12 and cuDNN 9. ",
        ru: "Установите драйвер NVIDIA, CUDA 12 и cuDNN 9. ",
      };
    case "webgpu":
      return {
        en: "Install the graphics driver with Vulkan (on Debian and Ubuntu: apt install libvulkan1 mesa-vulkan-drivers, or NVIDIA's own). ",
        ru: "Установите драйвер видеокарты с Vulkan (в Debian и Ubuntu: apt install libvulkan1 mesa-vulkan-drivers или драйвер NVIDIA). ",
      };
    default:
      return { en: "Update the graphics driver. ", ru: "Обновите драйвер видеокарты. " };
  }
}
