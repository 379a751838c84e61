/** The shape of what is loading; seen only when loading takes longer than 300 ms. */
import { useTranslation } from "react-i18next";

export interface SkeletonProps {
  readonly rows?: number;
  /** Pixels of one row. */
  readonly height?: number;
}

export function Skeleton({ rows = 1, height = 48 }: SkeletonProps) {
  const { t } = useTranslation("ui");
  return (
    <div className="late" role="status" aria-label={t("loading")} style={{ display: "grid", gap: 10 }}>
      {Array.from({ length: rows }, (_, place) => place).map((place) => (
        <span key={place} className="skeleton" style={{ height }} />
      ))}
    </div>
  );
}
