/** Words of the area where files are dropped. */
import type { Words } from "../i18n/words.ts";

export const uploadsWords = {
  dropHere: { en: "Drop your files here", ru: "Перетащите файлы сюда" },
  dropText: {
    en: "Photos and a spreadsheet are enough. We show what matches and what does not, row by row.",
    ru: "Достаточно фото и таблицы. Покажем, что сошлось, а что нет, построчно.",
  },
  chooseFiles: { en: "Choose files", ru: "Выбрать файлы" },
  chooseFolder: { en: "Choose a folder", ru: "Выбрать папку" },
  stays: { en: "Files stay on this computer", ru: "Файлы остаются на этом компьютере" },
  sending: {
    en: { one: "Reading {{count}} file", other: "Reading {{count, number}} files" },
    ru: {
      one: "Читаем {{count}} файл",
      few: "Читаем {{count, number}} файла",
      many: "Читаем {{count, number}} файлов",
    },
  },
  understanding: { en: "Looking at what is inside", ru: "Смотрим, что внутри" },
  cancel: { en: "Cancel", ru: "Отменить" },
  failed: { en: "The files could not be read", ru: "Не удалось прочитать файлы" },
  letGo: { en: "Let go to add them", ru: "Отпустите, чтобы добавить" },
} satisfies Words;
