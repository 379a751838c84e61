/** Learns from the training rows and watches the validation rows. */
import { choice, integer, modelOf, number, toggle } from "@fuseline/schema";
import { exampleLoss } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const trainModel = defineNode({
  kind: "train-model",
  version: 1,
  group: "train",
  stage: "step",
  icon: "graduation-cap",
  title: words("Trainer", "Обучение"),
  summary: words(
    "Learns from the training rows, watches the validation rows.",
    "Учится на учебных строках, следит за контрольными.",
  ),
  params: {
    epochs: integer({
      label: words("Epochs", "Эпохи"),
      help: words(
        "Times through the data. Auto: at least 400 steps, ended by patience.",
        "Сколько раз пройти данные. Авто: не меньше 400 шагов, пока хватает терпения.",
      ),
      min: 1,
      max: 1_000,
      auto: true,
      default: "auto",
    }),
    batch: integer({
      label: words("Batch", "Пакет"),
      help: words(
        "Rows in one step. Auto: a sixteenth of the training rows, 16 to 256; for pairs a quarter, at most 512.",
        "Строк за один шаг. Авто: шестнадцатая часть учебных строк, от 16 до 256; для пар четверть, до 512.",
      ),
      min: 1,
      max: 1_024,
      auto: true,
      default: "auto",
    }),
    rate: number({
      label: words("Learning rate", "Скорость обучения"),
      help: words("How big a step is.", "Насколько велик один шаг."),
      min: 1e-6,
      max: 1,
      auto: true,
      default: "auto",
    }),
    findRate: toggle({
      label: words("Find the rate", "Найти скорость"),
      help: words(
        "Tries 80 growing rates first and takes the one at which the loss falls fastest.",
        "Сначала пробует 80 растущих скоростей и берет ту, при которой потеря падает быстрее всего.",
      ),
      default: false,
      advanced: true,
    }),
    optimiser: choice({
      label: words("Optimiser", "Оптимизатор"),
      help: words("How steps are made from gradients.", "Как из градиентов получаются шаги."),
      options: [
        {
          value: "adamw",
          label: words("AdamW", "AdamW"),
          hint: words("A good first choice.", "Хороший первый выбор."),
        },
        { value: "adam", label: words("Adam", "Adam") },
        { value: "sgd", label: words("SGD with momentum", "SGD с импульсом") },
        { value: "rmsprop", label: words("RMSProp", "RMSProp") },
      ],
      default: "adamw",
    }),
    schedule: choice({
      label: words("Schedule", "Расписание"),
      help: words("How the rate changes on the way.", "Как скорость меняется по пути."),
      options: [
        { value: "cosine", label: words("Falls smoothly (cosine)", "Плавно падает (cosine)") },
        {
          value: "restarts",
          label: words("Falls, and starts again (restarts)", "Падает и начинает снова (restarts)"),
          hint: words("Leaves poor solutions behind.", "Помогает уйти от плохих решений."),
        },
        {
          value: "one-cycle",
          label: words("Rises, then falls (one-cycle)", "Растет, потом падает (one-cycle)"),
          hint: words("Quick with few epochs.", "Быстро при малом числе эпох."),
        },
        {
          value: "plateau",
          label: words(
            "Halves when nothing improves (plateau)",
            "Вдвое меньше, когда нет улучшений (plateau)",
          ),
        },
        { value: "constant", label: words("Stays (constant)", "Не меняется (constant)") },
      ],
      default: "cosine",
    }),
    cycles: integer({
      label: words("Cycles", "Циклы"),
      help: words("How often the rate starts from its top.", "Сколько раз скорость начинает с вершины."),
      min: 1,
      max: 20,
      default: 3,
      when: { param: "schedule", is: ["restarts"] },
    }),
    plateau: integer({
      label: words("Wait before halving", "Ждать до уменьшения"),
      help: words(
        "Epochs without gain after which the rate is halved; keep it below the patience.",
        "Сколько эпох без улучшения до уменьшения вдвое; меньше терпения.",
      ),
      min: 0,
      max: 50,
      default: 2,
      unit: "epochs",
      when: { param: "schedule", is: ["plateau"] },
    }),
    patience: integer({
      label: words("Patience", "Терпение"),
      help: words(
        "Stop after so many epochs without gain; 0: never.",
        "Остановиться после стольких эпох без улучшения; 0 — никогда.",
      ),
      min: 0,
      max: 100,
      default: 5,
      unit: "epochs",
    }),
    keep: choice({
      label: words("Keep", "Оставить"),
      help: words("Which state of the model is the result.", "Какое состояние модели считать результатом."),
      options: [
        { value: "best", label: words("The best one", "Лучшее") },
        { value: "last", label: words("The last one", "Последнее") },
        { value: "average", label: words("Average of the 3 best", "Среднее из 3 лучших") },
      ],
      default: "best",
    }),
    refit: choice({
      label: words("Learn again from all", "Доучить на всех"),
      help: words(
        "Once the best number of epochs is known, learn again from training and validation rows together.",
        "Когда лучшее число эпох известно, обучить заново на учебных и контрольных строках вместе.",
      ),
      options: [
        { value: "auto", label: words("Below 2,000 training rows", "Если учебных строк меньше 2 000") },
        { value: "off", label: words("Never", "Никогда") },
      ],
      default: "auto",
    }),
    warmup: number({
      label: words("Warm-up", "Разгон"),
      help: words(
        "Share of steps in which the rate grows from 0.",
        "Доля шагов, за которую скорость растет от 0.",
      ),
      min: 0,
      max: 0.5,
      default: 0.05,
      advanced: true,
      when: { param: "schedule", is: ["cosine", "restarts", "plateau", "constant"] },
    }),
    weightDecay: number({
      label: words("Weight decay", "Затухание весов"),
      help: words("Pulls weights to 0, against learning by heart.", "Тянет веса к 0, чтобы не заучивать."),
      min: 0,
      max: 1,
      default: 0.01,
      advanced: true,
    }),
    decayOf: choice({
      label: words("Which weights decay", "Какие веса затухают"),
      help: words(
        "Biases, norms and embeddings usually learn better without it.",
        "Сдвиги, нормировки и векторы слов обычно лучше учатся без него.",
      ),
      options: [
        { value: "matrices", label: words("Matrices and kernels", "Матрицы и ядра") },
        { value: "all", label: words("All", "Все") },
      ],
      default: "matrices",
      advanced: true,
    }),
    clip: number({
      label: words("Longest gradient", "Предел градиента"),
      help: words(
        "Longer gradients are cut to this length; 0: never.",
        "Более длинные градиенты обрезаются; 0 — никогда.",
      ),
      min: 0,
      max: 100,
      default: 1,
      advanced: true,
    }),
    accumulate: integer({
      label: words("Batches in a step", "Пакетов в шаге"),
      help: words(
        "Adds the gradients of so many batches before a step: as one large batch, in the memory of a small one.",
        "Складывает градиенты стольких пакетов до шага: как один большой пакет, но памяти как для малого.",
      ),
      min: 1,
      max: 64,
      default: 1,
      advanced: true,
    }),
    average: number({
      label: words("Moving average", "Скользящее среднее"),
      help: words(
        "The model is an average of its weights on the way; 0.99 to 0.9999, 0: the weights themselves.",
        "Моделью становится среднее ее весов по пути; от 0,99 до 0,9999, 0 — сами веса.",
      ),
      min: 0,
      max: 0.9999,
      default: 0,
      advanced: true,
    }),
    checkpointEvery: integer({
      label: words("Save every", "Сохранять каждые"),
      help: words(
        "Epochs between saved states, from which an interrupted training goes on.",
        "Сколько эпох между сохранениями, с которых продолжится прерванное обучение.",
      ),
      min: 1,
      max: 1_000,
      default: 1,
      unit: "epochs",
      advanced: true,
    }),
    device: choice({
      label: words("Computes on", "На чем считать"),
      help: words(
        "The runner's device is its graphics card where one works, else the processor.",
        "Устройство машины — видеокарта, если она работает, иначе процессор.",
      ),
      options: [
        { value: "auto", label: words("The runner's device", "Устройство машины") },
        { value: "cpu", label: words("The processor", "Процессор") },
      ],
      default: "auto",
      advanced: true,
    }),
    precision: choice({
      label: words("Precision", "Точность"),
      help: words(
        "Auto: 16-bit products where the device has them, else 32 bits. Weights and sums are in 32 bits always.",
        "Авто: произведения в 16 битах, если устройство это умеет, иначе в 32. Веса и суммы всегда в 32 битах.",
      ),
      options: [
        { value: "auto", label: words("As the device can (auto)", "По устройству (авто)") },
        { value: "float32", label: words("32 bits", "32 бита") },
        {
          value: "mixed",
          label: words("Mixed, 16 and 32 bits", "Смешанная, 16 и 32 бита"),
          hint: words(
            "Faster on graphics cards; nothing is gained on a processor.",
            "Быстрее на видеокартах; на процессоре выигрыша нет.",
          ),
        },
      ],
      default: "auto",
      advanced: true,
    }),
  },
  inputs: { loss: input(["loss"], labels.loss) },
  outputs: { model: output("model", labels.model), report: output("report", labels.report) },
  infer: ({ node, inputs }) => {
    const loss = firstOf(inputs.loss, "loss");
    if (loss === undefined) return { outputs: { report: { kind: "report" } }, issues: [] };
    // Vectors can be compared only if one training made them, so the trainer names the space.
    const model = loss.task === "pairs" ? modelOf("pairs", loss.rows, node) : modelOf(loss.task, loss.rows);
    return { outputs: { model, report: { kind: "report" } }, issues: [] };
  },
  draws: true,
  example: { params: { epochs: 2 }, inputs: { loss: [exampleLoss("classes")] } },
});
