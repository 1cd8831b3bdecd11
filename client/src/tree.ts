// The shapes of docs/protocol.md as TypeScript sees them. They come from JSON.parse of the page's own server.
import * as wire from "./wire_keys";

export type Scalar = string | number | boolean | null;
export type Key = string | number;

/** Attribute set: name to value. */
export type AttributeSet = Record<string, Scalar>;

/** `[FP, v0, v1, ...]`; in a skeleton `[FP]` or `[FP, {SLOT: SKELETON}]`. */
export type InstanceValue = [string, ...Value[]];

export type Row = [Key, ...Value[]];

export interface ListValue {
  [wire.ROW_TEMPLATE]: string; // "" when each row names its own template after its key
  [wire.ROWS]: (Row | Key)[]; // a bare key only in a skeleton
}

export interface RawValue {
  [wire.RAW]: string | 0;
}

export type Operation = [string, ...(Key | Row | null)[]];

export interface ListDiff {
  [wire.OPERATIONS]?: Operation[];
  [wire.UPDATES]?: Record<string, Diff>;
}

export interface Diff {
  [slot: string]: Value;
}

export type Value = Scalar | AttributeSet | InstanceValue | ListValue | RawValue | ListDiff | Diff;

export interface Refusal {
  [wire.CODE]: string;
  [wire.MESSAGE]: string;
}

/** What any frame may carry, beside its kind. */
export interface Payload extends Partial<Refusal> {
  [wire.TREE]?: InstanceValue;
  [wire.DIFF]?: Diff;
  [wire.TEMPLATES]?: Record<string, string>;
  [wire.REPLIES]?: Record<string, unknown>;
  [wire.REFUSALS]?: Record<string, Refusal>;
  [wire.PAGE_EVENTS]?: [string, unknown][];
  [wire.ASK_ACK]?: number;
  [wire.SESSION]?: string;
  [wire.TO]?: string;
  [wire.REPLACE]?: boolean;
  [wire.REASON]?: string;
  [wire.AFTER]?: number;
  [wire.ID]?: number;
}

export type Frame = [seq: number, ack: number, kind: string, payload: Payload | null, view?: string];
