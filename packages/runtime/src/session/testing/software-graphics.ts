/** A graphics card in software, SwiftShader, which Chromium brings along: WebGPU runs on it where there is no card. */
import { existsSync } from "node:fs";
import { join } from "node:path";

const FOLDERS = ["/usr/lib/chromium", "/usr/lib/chromium-browser", "/opt/google/chrome"];

/** The environment under which a process finds it; null where no Chromium brings it. */
export function softwareGraphics(): { readonly [name: string]: string } | null {
  const folder = FOLDERS.find((candidate) =>
    ["libvulkan.so.1", "libvk_swiftshader.so", "vk_swiftshader_icd.json"].every((name) =>
      existsSync(join(candidate, name)),
    ),
  );
  if (folder === undefined) return null;
  return { LD_LIBRARY_PATH: folder, VK_ICD_FILENAMES: join(folder, "vk_swiftshader_icd.json") };
}
