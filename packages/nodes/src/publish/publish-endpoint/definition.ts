/** An address that a shop, a site or a bot can call. */
import { text } from "@fuseline/schema";
import { exampleModel } from "../../define/examples.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const publishEndpoint = defineNode({
  kind: "publish-endpoint",
  version: 1,
  group: "publish",
  stage: "publish",
  icon: "cloud-upload",
  title: words("REST endpoint", "REST-адрес"),
  summary: words("An API for a shop, site or bot.", "API для магазина, сайта или бота."),
  params: {
    name: text({
      label: words("Name", "Имя"),
      help: words(
        "The last part of the address: Latin letters, digits and hyphens.",
        "Последняя часть адреса: латинские буквы, цифры и дефисы.",
      ),
      maxLength: 60,
    }),
  },
  inputs: { serve: input(["model", "retriever"], words("What answers", "Что отвечает"), { many: true }) },
  outputs: { endpoint: output("endpoint", labels.endpoint) },
  infer: () => ({ outputs: { endpoint: { kind: "endpoint" } }, issues: [] }),
  example: { params: { name: "catalogue" }, inputs: { serve: [exampleModel("classes")] } },
});
