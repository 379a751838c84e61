/** Words of the canvas: palette, cards, ports, wires, bar. */
import type { Words } from "../i18n/words.ts";

export const canvasWords = {
  nodeCanvas: { en: "node canvas", ru: "холст с блоками" },
  pipelineCanvas: { en: "Pipeline canvas", ru: "Холст конвейера" },
  inputPort: { en: "input {{port}}, {{carries}}", ru: "вход {{port}}, {{carries}}" },
  outputPort: { en: "output {{port}}, {{carries}}", ru: "выход {{port}}, {{carries}}" },
  connectedTo: { en: "connected to {{nodes}}", ru: "соединен с: {{nodes}}" },
  notConnected: { en: "not connected", ru: "не соединен" },

  blocks: { en: "Blocks", ru: "Блоки" },
  findBlock: { en: "Find a block", ru: "Найти блок" },
  foundBlocks: { en: "Found blocks", ru: "Найденные блоки" },
  noBlock: { en: "No block has such a name.", ru: "Блока с таким названием нет." },
  group_data: { en: "Data", ru: "Данные" },
  group_prepare: { en: "Preparation", ru: "Подготовка" },
  group_encoder: { en: "Encoders", ru: "Кодировщики" },
  group_adapter: { en: "Adapters", ru: "Переходники" },
  group_fusion: { en: "Fusion", ru: "Слияние" },
  group_head: { en: "Heads", ru: "Ответы" },
  group_loss: { en: "Losses", ru: "Потери" },
  group_train: { en: "Train", ru: "Обучение" },
  group_evaluate: { en: "Evaluate", ru: "Оценка" },
  group_publish: { en: "Publish", ru: "Публикация" },
  group_connect: { en: "Connect", ru: "Связи" },

  undo: { en: "Undo", ru: "Отменить" },
  redo: { en: "Redo", ru: "Вернуть" },
  versions: { en: "Versions", ru: "Версии" },
  pipelineName: { en: "Name of the pipeline", ru: "Название конвейера" },
  saving_saved: { en: "Saved", ru: "Сохранено" },
  saving_saving: { en: "Saving", ru: "Сохранение" },
  saving_offline: { en: "Not saved: the server does not answer", ru: "Не сохранено: сервер не отвечает" },
  saving_refused: {
    en: "Not saved: the server refused the change",
    ru: "Не сохранено: сервер не принял правку",
  },

  view: { en: "View", ru: "Вид" },
  zoomIn: { en: "Zoom in", ru: "Крупнее" },
  zoomOut: { en: "Zoom out", ru: "Мельче" },
  showAll: { en: "Show all", ru: "Показать все" },
  tidyUp: { en: "Tidy up", ru: "Навести порядок" },
  duplicate: { en: "Duplicate", ru: "Дублировать" },
  remove: { en: "Remove", ru: "Удалить" },
  rename: { en: "Rename", ru: "Переименовать" },

  insert: { en: "Insert", ru: "Вставить" },
  replaceBlock: { en: "Replace", ru: "Заменить" },
  cancel: { en: "Cancel", ru: "Отмена" },
  wrongWire: { en: "This wire does not fit", ru: "Этот провод не подходит" },
} satisfies Words;
