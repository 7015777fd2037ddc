/* Two editions beside each other, from the skeletons that the page holds. */

const HOW = ["kept", "gone", "come", "merged", "split", "missing", "extra"];
const TURNED = { gone: "come", come: "gone", merged: "split", split: "merged", missing: "extra", extra: "missing", kept: "kept" };

/** The rows { left, right, how } of two editions of a skeleton: -1 where one has nothing. */
function rowsOf(skeleton, left, right) {
  const pair = (source, target) => skeleton.pairs.find((one) => one.source === source && one.target === target);
  const straight = pair(left, right), turned = pair(right, left);
  if (straight) return { rows: unpacked(straight), marks: straight.marks };
  if (turned) {
    return {
      rows: unpacked(turned).map((row) => ({ left: row.right, right: row.left, how: TURNED[row.how] })),
      marks: turned.marks.map(([side, ...rest]) => [1 - side, ...rest]),
    };
  }
  const one = skeleton.pairs.find((known) => known.target === left);
  const two = one && pair(one.source, right);
  return two ? { rows: through(unpacked(one), unpacked(two)), marks: [] } : { rows: [], marks: [] };
}

function unpacked(pair) {
  const rows = [];
  for (let i = 0; i < pair.lines.length; i += 3) {
    rows.push({ left: pair.lines[i], right: pair.lines[i + 1], how: HOW[pair.lines[i + 2]] });
  }
  return rows;
}

/** Two translations beside each other, by what each corresponds to in their source. */
function through(one, two) {
  const beside = new Map(), after = new Map();
  let last = -1;
  for (const row of two) {
    if (row.left >= 0 && row.how !== "come") {
      last = row.left;
      if (!beside.has(last)) beside.set(last, row.right);
    } else if (row.how === "extra") after.set(last, [...(after.get(last) ?? []), row.right]);
  }
  const rows = [];
  const put = (left, right) => (left >= 0 || right >= 0) && rows.push({ left, right, how: left < 0 ? "extra" : right < 0 ? "missing" : "kept" });
  for (const right of after.get(-1) ?? []) put(-1, right);
  for (const row of one) {
    if (row.how === "come") continue;
    put(row.right, row.left < 0 ? -1 : beside.get(row.left) ?? -1);
    for (const right of after.get(row.left) ?? []) put(-1, right);
    after.delete(row.left);
  }
  return rows;
}

/** The row at which a finding is told, -1 where it is in neither edition. */
function seatOf(skeleton, rows, left, right, finding) {
  const seat = skeleton.seats[finding];
  if (!seat) return -1;
  const edition = skeleton.editions.findIndex((known) => known.edition === F.edition[finding]);
  if (edition !== left && edition !== right) return -1;
  const [own, other, away, lost] = edition === right ? ["right", "left", "gone", ["missing", "gone"]] : ["left", "right", "come", ["extra", "come"]];
  const across = edition === right ? left : right;
  if (seat[1] === seat[2]) {
    for (let i = 3; i < seat.length; i += 2) {
      const at = seat[i] === across ? rows.findIndex((row) => row[other] === seat[i + 1] && lost.includes(row.how)) : -1;
      if (at >= 0) return at;
    }
  }
  return Math.max(0, rows.findIndex((row) => row[own] === seat[0] && row.how !== away));
}

/** Which other editions have a block: where editions vote, that is the vote on it. */
function votes(skeleton, edition, block) {
  const said = { have: [], lack: [] };
  skeleton.editions.forEach((other, number) => {
    if (number === edition) return;
    const { rows } = cachedRows(skeleton, edition, number);
    const row = rows.find((known) => known.left === block && known.how !== "come");
    said[row && row.right >= 0 ? "have" : "lack"].push(L[E.language[other.edition]] || "?");
  });
  return said;
}

function cachedRows(skeleton, left, right) {
  skeleton.known ??= new Map();
  const key = `${left} ${right}`;
  if (!skeleton.known.has(key)) skeleton.known.set(key, rowsOf(skeleton, left, right));
  return skeleton.known.get(key);
}
