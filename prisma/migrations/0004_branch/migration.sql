-- A pipeline may be a variant of another: their runs are compared with each other.
ALTER TABLE "Pipeline" ADD COLUMN "originId" TEXT;
CREATE INDEX "Pipeline_originId_idx" ON "Pipeline"("originId");
