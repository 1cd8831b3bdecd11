// Stands in for the client: what one would write for exactly the pages /table and /cells, in JSON.parse and `node.data =`. The same socket,
// the same frames.
const root = document.querySelector("[data-live-view]");
const isTable = root.dataset.liveView === "table";
const listSlot = isTable ? 5 : 2;
const path = location.pathname + location.search;

/** The text nodes of a row by slot; slot 4 of a table's row is the class of its last cell. */
function textsOf(row) {
  const texts = Array.from(row.children, (cell) => cell.firstChild);
  return isTable ? [...texts.slice(0, 4), null, texts[4]] : [row.firstChild];
}

const rows = new Map();
for (const [i, row] of root.querySelectorAll(isTable ? "tbody tr" : "span").entries()) rows.set(String(isTable ? i + 1 : i), textsOf(row));
const body = root.querySelector("tbody");
const beat = root.querySelector("p").firstChild;
const bar = document.getElementById("bar");

function prepend([key, ...values]) {
  const row = body.rows[0].cloneNode(true);
  const texts = textsOf(row);
  for (const slot of [0, 1, 2, 3, 5]) texts[slot].data = values[slot];
  row.lastChild.className = values[4];
  rows.set(String(key), texts);
  body.insertBefore(row, body.rows[0]);
}

const socket = new WebSocket(`ws://${location.host}/live/websocket?vsn=golive1&view=${root.id}`);
socket.onopen = () => socket.send(JSON.stringify([0, "join", { token: root.dataset.token, url: path, seq: 0, ack: 0 }, 0]));
socket.onmessage = ({ data }) => {
  const [seq, , kind, payload] = JSON.parse(data);
  if (kind === "s") root.classList.add("lv-connected");
  if (kind !== "d") return;
  const diff = payload.d;
  if (!isTable) {
    beat.data = diff[0];
    bar.style.width = diff[1].slice(7);
  }
  const { o: moves, u: updates } = diff[listSlot];
  if (moves) for (const move of moves) prepend(move[2]);
  for (const key in updates) {
    const texts = rows.get(key);
    for (const slot in updates[key]) texts[slot].data = updates[key][slot];
  }
  if (payload.a) socket.send(`[0,"ack",null,${seq}]`);
};
