/** The description of one endpoint for those who program against it. */
import type { Language } from "@fuseline/schema";
import { useQuery } from "@tanstack/react-query";
import { FileJson } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Page } from "../app/page.tsx";
import { CallAddress } from "../endpoint/call-address.tsx";
import { useLanguage } from "../i18n/i18n.ts";
import { Refused, refusalIn } from "../server/failure.ts";
import { buttonClass } from "../ui/button.tsx";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { ScrollRegion } from "../ui/scroll-region.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { type ApiDescription, readApiDescription, type SchemaField } from "./api-description.ts";
import "./api-page.css";

export function ApiPage() {
  const { name = "" } = useParams();
  const { t } = useTranslation("apiPage");
  const language = useLanguage();
  const title = t("title", { name });
  const api = useQuery({
    queryKey: ["api", name, language],
    queryFn: ({ signal }) => describedBy({ name, language, signal }),
  });
  return (
    <Page title={title} place={<ApiPlace name={name} />}>
      <div className="page api-page">
        <div className="page-head">
          <h1>{title}</h1>
          <span className="grow" />
          <a className={buttonClass({})} href={`/v1/endpoints/${name}`} title={t("rawText")}>
            <FileJson className="i" aria-hidden="true" />
            {t("raw")}
          </a>
        </div>
        {api.isPending ? <Skeleton rows={3} height={140} /> : null}
        {api.isError ? <FailureNotice error={api.error} retry={api.refetch} /> : null}
        {api.data === undefined ? null : <Description api={api.data} />}
      </div>
    </Page>
  );
}

interface Described {
  readonly name: string;
  readonly language: Language;
  readonly signal: AbortSignal;
}

async function describedBy({ name, language, signal }: Described): Promise<ApiDescription> {
  const response = await fetch(`/v1/endpoints/${encodeURIComponent(name)}`, {
    headers: { "accept-language": language },
    signal,
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, refusalIn(body));
  return readApiDescription(body);
}

function ApiPlace({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  return (
    <nav className="crumbs" aria-label={t("place")}>
      <Link to="/endpoints">{t("endpoints")}</Link>
      <span aria-hidden="true">›</span>
      <Link to={`/endpoints/${name}`}>{name}</Link>
      <span aria-hidden="true">›</span>
      <b>API</b>
    </nav>
  );
}

function Description({ api: { url, inputs, example, reply, refusals } }: { readonly api: ApiDescription }) {
  const { t } = useTranslation("apiPage");
  const request = JSON.stringify(example, null, 2);
  return (
    <>
      <section className="card" aria-labelledby="request-title">
        <header>
          <h2 id="request-title">{t("request")}</h2>
        </header>
        <div className="in">
          <CallAddress url={url} />
          <p className="muted">{t("requestText")}</p>
          <Fields fields={inputs} />
          <h3>{t("example")}</h3>
          <ScrollRegion label={t("example")} className="code-box">
            <pre>
              <code>{request}</code>
            </pre>
          </ScrollRegion>
        </div>
      </section>
      <section className="card" aria-labelledby="reply-title">
        <header>
          <h2 id="reply-title">{t("reply")}</h2>
        </header>
        <div className="in">
          <Fields fields={reply} />
        </div>
      </section>
      <section className="card" aria-labelledby="refusals-title">
        <header>
          <h2 id="refusals-title">{t("refusals")}</h2>
        </header>
        <div className="in">
          <p className="muted">{t("refusalText")}</p>
          <dl>
            {refusals.map(({ status, why }) => (
              <div key={status}>
                <dt>{status}</dt>
                <dd>{why}</dd>
              </div>
            ))}
          </dl>
        </div>
      </section>
    </>
  );
}

function Fields({ fields }: { readonly fields: readonly SchemaField[] }) {
  const { t } = useTranslation("apiPage");
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t("field")}</th>
          <th scope="col">{t("type")}</th>
          <th scope="col">{t("about")}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ path, type, required, description }) => (
          <tr key={path}>
            <th scope="row">
              <code>{path}</code>
            </th>
            <td>
              <code>{type}</code>
            </td>
            <td className="muted">
              {t(required ? "mustBeThere" : "mayBeThere")} {description}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
