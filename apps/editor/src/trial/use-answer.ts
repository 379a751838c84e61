/** Asks the model whenever its inputs have rested for a moment; the last answer stays until the next one is here. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Answer, ServedInput } from "../server/shapes.ts";
import { type Question, questionOf, type TrialValues } from "./trial-values.ts";

/** Answers one question; which model answers is its own matter. */
export interface Asked {
  /** Names the model in keys. */
  readonly model: string;
  ask(question: Question, signal: AbortSignal): Promise<Answer>;
}

/** Milliseconds of rest. */
const REST = 300;

export interface AnswerParts {
  readonly asked: Asked;
  readonly inputs: readonly ServedInput[];
  readonly values: TrialValues;
}

/** Null while nothing is asked. */
export function useAnswer({ asked, inputs, values }: AnswerParts) {
  const rested = useRested(values);
  const question = questionOf(inputs, rested);
  const round = useRound(question === null);
  const answer = useQuery<Answer>({
    queryKey: ["answer", asked.model, keyOf(rested)],
    queryFn: ({ signal }) => {
      if (question === null) throw new Error("nothing was asked");
      return asked.ask(question, signal);
    },
    enabled: question !== null,
    meta: { round },
    // While a person edits, the last answer stays; once they have cleared everything, it is no answer to what comes next.
    placeholderData: (before, query) => (query?.meta?.round === round ? before : undefined),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return question === null ? null : answer;
}

/** Counts how often everything was cleared. */
function useRound(isEmpty: boolean): number {
  const [{ round, wasEmpty }, setRound] = useState({ round: 0, wasEmpty: isEmpty });
  if (isEmpty !== wasEmpty) setRound({ round: isEmpty ? round + 1 : round, wasEmpty: isEmpty });
  return round;
}

/** Pictures are named, not copied into the key. */
export function keyOf(values: TrialValues): unknown {
  return Object.entries(values).map(([column, value]) => [
    column,
    value.from === "photos" ? value.photos.map(({ id }) => id) : value,
  ]);
}

function useRested(values: TrialValues): TrialValues {
  const [rested, setRested] = useState(values);
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(values), REST);
    return () => window.clearTimeout(timer);
  }, [values]);
  return rested;
}
