/** Words of the canvas: cards, ports, wires. */
import type { Words } from "../i18n/words.ts";

export const canvasWords = {
  nodeCanvas: { en: "node canvas", ru: "холст с блоками" },
  pipelineCanvas: { en: "Pipeline canvas", ru: "Холст конвейера" },
  inputPort: { en: "input {{port}}, {{carries}}", ru: "вход {{port}}, {{carries}}" },
  outputPort: { en: "output {{port}}, {{carries}}", ru: "выход {{port}}, {{carries}}" },
  connectedTo: { en: "connected to {{nodes}}", ru: "соединен с: {{nodes}}" },
  notConnected: { en: "not connected", ru: "не соединен" },
} satisfies Words;
