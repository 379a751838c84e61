/** What can go wrong with the installation: settings, folders, the database, the queue, and runs that were tried in vain. */
import { counted, countedRu, en, message, type Name, ru } from "./message.ts";

export const INSTALLATION_CODES = {
  "setting-invalid": message<{ setting: string; value: string; expected: Name }>({
    en: ({ setting, value, expected }) => ({
      title: `${setting} is “${value}”, which does not work.`,
      fix: `It takes ${en(expected)}.`,
    }),
    ru: ({ setting, value, expected }) => ({
      title: `${setting}: «${value}» не подходит.`,
      fix: `Здесь годится ${ru(expected)}.`,
    }),
  }),
  "service-unreachable": message<{ setting: string; reason: string }>({
    en: ({ setting, reason }) => ({
      title: `Nothing answers at the address in ${setting} (${reason}).`,
      fix: `Start it, correct the address, or leave ${setting} out: Fuseline then does without.`,
    }),
    ru: ({ setting, reason }) => ({
      title: `По адресу из ${setting} никто не отвечает (${reason}).`,
      fix: `Запустите сервер, исправьте адрес или уберите ${setting}: тогда Fuseline обойдется без него.`,
    }),
  }),
  "database-refused": message<{ reason: string }>({
    en: ({ reason }) => ({
      title: `The database does not let Fuseline in (${reason}).`,
      fix: "Check the address, name and password in DATABASE_URL.",
    }),
    ru: ({ reason }) => ({
      title: `База данных не пускает Fuseline (${reason}).`,
      fix: "Проверьте адрес, имя и пароль в DATABASE_URL.",
    }),
  }),
  "run-missing": message<{ run: string }>({
    en: ({ run }) => ({ title: `There is no run “${run}”.`, fix: "Choose a run from the list." }),
    ru: ({ run }) => ({ title: `Запуска «${run}» нет.`, fix: "Выберите запуск из списка." }),
  }),
  "runner-lost": message<{ attempts: number }>({
    en: ({ attempts }) => ({
      title: `The program that trains vanished ${counted(attempts, "time", "times")} during this run.`,
      fix: "Usually memory ran out: choose a smaller batch or model, then run again. Finished steps are kept.",
    }),
    ru: ({ attempts }) => ({
      title: `Программа обучения пропадала во время этого запуска ${countedRu(attempts, "раз", "раза", "раз")}.`,
      fix: "Обычно не хватает памяти: уменьшите пакет или модель и запустите снова. Готовые шаги сохранены.",
    }),
  }),
  "folder-unusable": message<{ folder: string; reason: string }>({
    en: ({ folder, reason }) => ({
      title: `The folder ${folder} cannot be used (${reason}).`,
      fix: "Set FUSELINE_DATA_DIR to a folder that you may write to.",
    }),
    ru: ({ folder, reason }) => ({
      title: `Папку ${folder} нельзя использовать (${reason}).`,
      fix: "Укажите в FUSELINE_DATA_DIR папку, в которую можно писать.",
    }),
  }),
  "folder-closed": message<{ folder: string; closed: string; user: number }>({
    en: ({ folder, closed, user }) => ({
      title: `The database may not run as root, and user ${user}, as whom it runs, cannot reach ${folder}: ${closed} is closed to it.`,
      fix: `Set FUSELINE_DATA_DIR to a folder under /var/lib, or let others pass: chmod o+x ${closed}.`,
    }),
    ru: ({ folder, closed, user }) => ({
      title: `База данных не работает от имени root, а пользователь ${user}, от имени которого она запускается, не может попасть в ${folder}: закрыта папка ${closed}.`,
      fix: `Укажите в FUSELINE_DATA_DIR папку внутри /var/lib или откройте проход: chmod o+x ${closed}.`,
    }),
  }),
  "database-missing": message<{ platform: string }>({
    en: ({ platform }) => ({
      title: `There is no built-in PostgreSQL for ${platform}.`,
      fix: "Install PostgreSQL 13 or newer and give its address in DATABASE_URL.",
    }),
    ru: ({ platform }) => ({
      title: `Для ${platform} нет встроенного PostgreSQL.`,
      fix: "Установите PostgreSQL 13 или новее и укажите его адрес в DATABASE_URL.",
    }),
  }),
  "database-files-version": message<{ folder: string; found: string; expected: string }>({
    en: ({ folder, found, expected }) => ({
      title: `The data in ${folder} was written by PostgreSQL ${found}; this Fuseline carries PostgreSQL ${expected}, which must not open it.`,
      fix: "Nothing was changed. Start the Fuseline that wrote it, or choose another FUSELINE_DATA_DIR.",
    }),
    ru: ({ folder, found, expected }) => ({
      title: `Данные в ${folder} записаны PostgreSQL ${found}; в этой версии Fuseline PostgreSQL ${expected}, он не должен их открывать.`,
      fix: "Ничего не изменено. Запустите ту версию Fuseline, которая их записала, или выберите другую FUSELINE_DATA_DIR.",
    }),
  }),
  "database-start": message<{ log: string; reason: string }>({
    en: ({ log, reason }) => ({
      title: `The built-in database did not start (${reason}).`,
      fix: `More is written in ${log}.`,
    }),
    ru: ({ log, reason }) => ({
      title: `Встроенная база данных не запустилась (${reason}).`,
      fix: `Подробности в ${log}.`,
    }),
  }),
  "database-old": message<{ found: string; needed: string }>({
    en: ({ found, needed }) => ({
      title: `The database is PostgreSQL ${found}; ${needed} or newer is needed.`,
      fix: "Update it, or leave DATABASE_URL empty to use the built-in one.",
    }),
    ru: ({ found, needed }) => ({
      title: `База данных: PostgreSQL ${found}, а нужен ${needed} или новее.`,
      fix: "Обновите ее или не задавайте DATABASE_URL: тогда работает встроенная.",
    }),
  }),
  "database-newer": message<{ migration: string }>({
    en: ({ migration }) => ({
      title: `The database was used by a newer Fuseline (${migration}).`,
      fix: "Update this Fuseline, or give it another database.",
    }),
    ru: ({ migration }) => ({
      title: `С этой базой работала более новая версия Fuseline (${migration}).`,
      fix: "Обновите Fuseline или дайте другую базу.",
    }),
  }),
  "database-changed": message<{ migration: string }>({
    en: ({ migration }) => ({
      title: `The database was set up by a changed or unfinished step (${migration}).`,
      fix: "Restore the original files of this Fuseline, or give it another database.",
    }),
    ru: ({ migration }) => ({
      title: `База настроена измененным или незаконченным шагом (${migration}).`,
      fix: "Верните исходные файлы этой версии Fuseline или дайте другую базу.",
    }),
  }),
  "queue-old": message<{ found: string; needed: string }>({
    en: ({ found, needed }) => ({
      title: `The queue is Redis ${found}; ${needed} or newer is needed.`,
      fix: "Update it, or leave REDIS_URL empty to keep the queue in the database.",
    }),
    ru: ({ found, needed }) => ({
      title: `Очередь: Redis ${found}, а нужен ${needed} или новее.`,
      fix: "Обновите его или не задавайте REDIS_URL: тогда очередь живет в базе данных.",
    }),
  }),
  "run-retried": message<{ attempts: number; reason: string }>({
    en: ({ attempts, reason }) => ({
      title: `The run failed ${counted(attempts, "time", "times")}; the last reason was “${reason}”.`,
      fix: "When the reason is gone, run again: finished steps are reused.",
    }),
    ru: ({ attempts, reason }) => ({
      title: `Запуск не удался ${countedRu(attempts, "раз", "раза", "раз")}; последняя причина: «${reason}».`,
      fix: "Когда причина исчезнет, запустите снова: готовые шаги повторять не придется.",
    }),
  }),
} as const;
