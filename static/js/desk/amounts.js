// Amounts of money as whole millionths, so that sums are exact; and texts in half-width forms.

/** An amount as it may be typed (separators, full width) in millionths; null for anything else. */
export function read(text) {
  const folded = text.replace(/[０-９．，－]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0)).replace(/\s/g, "");
  const match = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,6}))?$/.exec(folded);
  if (!match) return null;
  const amount = BigInt(match[2].replaceAll(",", "") + (match[3] ?? "").padEnd(6, "0"));
  return match[1] ? -amount : amount;
}

/** Millionths as a person reads them: thousands separated, two to six decimals. */
export function print(millionths) {
  const digits = String(millionths < 0n ? -millionths : millionths).padStart(7, "0");
  const whole = digits.slice(0, -6).replace(/\B(?=(\d{3})+$)/g, ",");
  const decimals = digits.slice(-6);
  return `${millionths < 0n ? "-" : ""}${whole}.${decimals.slice(0, 2)}${decimals.slice(2).replace(/0+$/, "")}`;
}

/** Half-width, without blanks. */
export function fold(text) {
  return text.normalize("NFKC").replace(/\s/g, "");
}
