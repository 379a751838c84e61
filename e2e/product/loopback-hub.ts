/** A hub on loopback that gives out the models of a folder: `<owner>/<name>/<file>`. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { join, normalize } from "node:path";

export interface LoopbackHub {
  readonly address: string;
  close(): void;
}

export async function serveHub(folder: string): Promise<LoopbackHub> {
  const server = createServer(({ url = "", method }, response) => {
    const [, model, file] = /^\/([\w.-]+\/[\w.-]+)\/resolve\/[\w.-]+\/([^?]+)/.exec(url) ?? [];
    if (model === undefined || file === undefined) return refuse(response);
    const path = normalize(join(folder, model, decodeURIComponent(file)));
    stat(path).then(
      ({ size }) => {
        response.writeHead(200, { "content-length": size });
        if (method === "HEAD") response.end();
        else createReadStream(path).pipe(response);
      },
      () => refuse(response),
    );
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the hub has no port");
  return {
    address: `http://127.0.0.1:${address.port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function refuse(response: ServerResponse): void {
  response.writeHead(404).end();
}
