// Each method of selection decided again from its case alone: WAYS[method](case) gives what the entry must say, word for word.
import { decide as average_price } from "./decision/average_price.js";
import { decide as credit_shortlist } from "./decision/credit_shortlist.js";
import { decide as direct_choice } from "./decision/direct_choice.js";
import { decide as live_rounds } from "./decision/live_rounds.js";
import { decide as quality_and_price } from "./decision/quality_and_price.js";
import { decide as random_draw } from "./decision/random_draw.js";
import { decide as sealed_price } from "./decision/sealed_price.js";

export { outcome } from "./decision/outcome.js";
export const WAYS = { sealed_price, average_price, random_draw, credit_shortlist, direct_choice, live_rounds, quality_and_price };
