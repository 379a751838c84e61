CREATE TYPE "RunStatus" AS ENUM ('queued', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted');

CREATE TABLE "Pipeline" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "document" JSON NOT NULL,
  "revision" INTEGER NOT NULL DEFAULT 0,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "archivedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Pipeline_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Pipeline_archivedAt_updatedAt_idx" ON "Pipeline" ("archivedAt", "updatedAt");

CREATE TABLE "PipelineOperation" (
  "pipelineId" TEXT NOT NULL,
  "seq" INTEGER NOT NULL,
  "tab" TEXT NOT NULL,
  "op" JSON NOT NULL,
  "inverse" JSON NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "PipelineOperation_pkey" PRIMARY KEY ("pipelineId", "seq"),
  CONSTRAINT "PipelineOperation_pipelineId_fkey" FOREIGN KEY ("pipelineId") REFERENCES "Pipeline" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "PipelineVersion" (
  "id" TEXT NOT NULL,
  "pipelineId" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "revision" INTEGER NOT NULL,
  "document" JSON NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "PipelineVersion_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "PipelineVersion_pipelineId_fkey" FOREIGN KEY ("pipelineId") REFERENCES "Pipeline" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "PipelineVersion_pipelineId_createdAt_idx" ON "PipelineVersion" ("pipelineId", "createdAt");

CREATE TABLE "Run" (
  "id" TEXT NOT NULL,
  "pipelineId" TEXT,
  "name" TEXT NOT NULL,
  "document" JSON NOT NULL,
  "plan" JSON NOT NULL,
  "status" "RunStatus" NOT NULL DEFAULT 'queued',
  "priority" INTEGER NOT NULL DEFAULT 0,
  "cancelRequested" BOOLEAN NOT NULL DEFAULT false,
  "stopRequested" BOOLEAN NOT NULL DEFAULT false,
  "attempt" INTEGER NOT NULL DEFAULT 0,
  "runnerId" TEXT,
  "claim" TEXT,
  "leaseUntil" TIMESTAMPTZ(3),
  "lastSeq" INTEGER NOT NULL DEFAULT 0,
  "issue" JSON,
  "metrics" JSON,
  "parts" JSON,
  "stepsRan" INTEGER,
  "stepsReused" INTEGER,
  "seconds" DOUBLE PRECISION,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "startedAt" TIMESTAMPTZ(3),
  "finishedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Run_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Run_pipelineId_fkey" FOREIGN KEY ("pipelineId") REFERENCES "Pipeline" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "Run_pipelineId_createdAt_idx" ON "Run" ("pipelineId", "createdAt");
CREATE INDEX "Run_status_createdAt_idx" ON "Run" ("status", "createdAt");
CREATE INDEX "Run_createdAt_idx" ON "Run" ("createdAt");

CREATE TABLE "RunEvent" (
  "runId" TEXT NOT NULL,
  "seq" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "type" TEXT NOT NULL,
  "nodeIds" TEXT[],
  "body" JSON NOT NULL,
  "dedupeKey" TEXT,
  CONSTRAINT "RunEvent_pkey" PRIMARY KEY ("runId", "seq"),
  CONSTRAINT "RunEvent_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "RunEvent_runId_dedupeKey_key" ON "RunEvent" ("runId", "dedupeKey");

CREATE TABLE "Runner" (
  "id" TEXT NOT NULL,
  "host" TEXT NOT NULL,
  "pid" INTEGER NOT NULL,
  "device" TEXT NOT NULL,
  "threads" INTEGER NOT NULL,
  "memory" BIGINT NOT NULL,
  "runId" TEXT,
  "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "heartbeatAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "Runner_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Runner_heartbeatAt_idx" ON "Runner" ("heartbeatAt");

CREATE TABLE "Endpoint" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "liveVersion" INTEGER,
  "settings" JSON NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "archivedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Endpoint_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Endpoint_name_key" ON "Endpoint" ("name");

CREATE TABLE "EndpointVersion" (
  "endpointId" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "runId" TEXT,
  "serve" JSON NOT NULL,
  "parity" JSON NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "EndpointVersion_pkey" PRIMARY KEY ("endpointId", "version"),
  CONSTRAINT "EndpointVersion_endpointId_fkey" FOREIGN KEY ("endpointId") REFERENCES "Endpoint" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "EndpointVersion_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "EndpointVersion_runId_idx" ON "EndpointVersion" ("runId");

CREATE TABLE "ApiKey" (
  "id" TEXT NOT NULL,
  "endpointId" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  "prefix" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "lastUsedAt" TIMESTAMPTZ(3),
  "revokedAt" TIMESTAMPTZ(3),
  CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "ApiKey_endpointId_fkey" FOREIGN KEY ("endpointId") REFERENCES "Endpoint" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "ApiKey_hash_key" ON "ApiKey" ("hash");
CREATE INDEX "ApiKey_endpointId_idx" ON "ApiKey" ("endpointId");

CREATE TABLE "RequestLog" (
  "id" BIGSERIAL NOT NULL,
  "endpointId" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "status" INTEGER NOT NULL,
  "ms" DOUBLE PRECISION NOT NULL,
  CONSTRAINT "RequestLog_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "RequestLog_endpointId_fkey" FOREIGN KEY ("endpointId") REFERENCES "Endpoint" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "RequestLog_endpointId_at_idx" ON "RequestLog" ("endpointId", "at");

CREATE TABLE "Upload" (
  "id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "bytes" BIGINT NOT NULL,
  "blob" TEXT,
  "manifest" JSON,
  "understanding" JSON,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "Upload_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Upload_createdAt_idx" ON "Upload" ("createdAt");

CREATE TABLE "Setting" (
  "key" TEXT NOT NULL,
  "value" JSON NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);
