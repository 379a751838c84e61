/** Fastify's own refusals of a request (too large, not JSON, broken multipart), in our words. */
import { Refusal } from "./refusal.ts";

export function fastifyRefusal(thrown: unknown): Refusal | null {
  if (!(thrown instanceof Error) || !("statusCode" in thrown)) return null;
  const { statusCode } = thrown;
  if (typeof statusCode !== "number" || statusCode < 400 || statusCode >= 500) return null;
  switch ("code" in thrown ? thrown.code : "") {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
    case "FST_REQ_FILE_TOO_LARGE":
    case "FST_PARTS_LIMIT":
    case "FST_FILES_LIMIT":
    case "FST_FIELDS_LIMIT":
      return new Refusal("body-too-large");
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
    case "FST_INVALID_MULTIPART_CONTENT_TYPE":
      return new Refusal("media-type-unknown");
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
    case "FST_ERR_CTP_INVALID_JSON_BODY":
      return new Refusal("json-invalid");
    default:
      // Its 4xx messages describe the caller's request, never our insides.
      return new Refusal("body-invalid", { facts: { reason: thrown.message } });
  }
}
