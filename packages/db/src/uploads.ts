/** Uploaded files by opaque ids. Blobs are written before the rows that name them. */
import type { Connection } from "./connection.ts";
import type { Upload } from "./generated/client.ts";
import { jsonColumn, optionalJsonColumn } from "./json-column.ts";
import { translating } from "./translate-error.ts";

export interface NewUpload {
  readonly kind: string;
  readonly name: string;
  readonly bytes: number;
  /** One file: sha256 of its content. */
  readonly blob?: string;
  /** Several files. */
  readonly manifest?: unknown;
  readonly understanding?: unknown;
}

export type UploadRecord = Omit<Upload, "bytes" | "manifest" | "understanding"> & {
  readonly bytes: number;
  readonly manifest: unknown;
  readonly understanding: unknown;
};

export const uploads = ({ prisma }: Connection) =>
  translating({
    async create({ kind, name, bytes, blob, manifest, understanding }: NewUpload): Promise<UploadRecord> {
      const row = await prisma.upload.create({
        data: {
          kind,
          name,
          bytes: BigInt(bytes),
          blob: blob ?? null,
          manifest: optionalJsonColumn(manifest),
          understanding: optionalJsonColumn(understanding),
        },
      });
      return toRecord(row);
    },

    async get(id: string): Promise<UploadRecord | null> {
      const row = await prisma.upload.findUnique({ where: { id } });
      return row && toRecord(row);
    },

    /** Newest first. */
    async list(limit = 100): Promise<UploadRecord[]> {
      const rows = await prisma.upload.findMany({ orderBy: { createdAt: "desc" }, take: limit });
      return rows.map(toRecord);
    },

    /** False when there is no such upload. */
    async setUnderstanding(id: string, understanding: unknown): Promise<boolean> {
      const { count } = await prisma.upload.updateMany({
        where: { id },
        data: { understanding: jsonColumn(understanding) },
      });
      return count > 0;
    },
  });

const toRecord = (row: Upload): UploadRecord => ({ ...row, bytes: Number(row.bytes) });

export type Uploads = ReturnType<typeof uploads>;
