// The browser's side of socketio.mjs: keyed and memoised, so that React and Preact render what changed. "view" is one of both: bundle.mjs.
import { io } from "socket.io-client";
import { memo, mount, useEffect, useState } from "view";

const socket = io({ autoConnect: false, transports: ["websocket"], query: { page: location.pathname + location.search } });

/** A state that the server's events change: {event: (state, what came) => state}. */
function useEvents(initial, events) {
  const [state, setState] = useState(initial);
  useEffect(() => {
    for (const [event, change] of Object.entries(events)) socket.on(event, (came) => setState((before) => change(before, came)));
    socket.connect(); // what it is sent first is heard
  }, []);
  return state;
}

const Row = memo(({ item }) => (
  <tr>
    <td>{item.id}</td>
    <td>{item.name}</td>
    <td>{item.qty}</td>
    <td>{item.price}</td>
    <td className={item.status}>{item.status}</td>
  </tr>
));

const kEvents = ["touch", "swap", "prepend", "delete", "shuffle"];

function Table() {
  const rows = useEvents([], {
    rows: (_, rows) => rows,
    row: (rows, changed) => rows.map((item) => (item.id === changed.id ? changed : item)),
    prepended: (rows, item) => [item, ...rows],
  });
  return (
    <>
      <p>
        {kEvents.map((event) => (
          <button key={event} onClick={() => socket.emit(event)}>
            {event}
          </button>
        ))}
      </p>
      <table>
        <thead>
          <tr>
            <th>id</th>
            <th>name</th>
            <th>qty</th>
            <th>price</th>
            <th>status</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((item) => (
            <Row key={item.id} item={item} />
          ))}
        </tbody>
      </table>
    </>
  );
}

const Cell = memo(({ value }) => <span>{value}</span>);

function Cells() {
  const { beat, values } = useEvents({ beat: 0, values: [] }, { cells: (_, cells) => cells });
  return (
    <>
      <p>{beat}</p>
      <div id="bar" style={{ width: `${beat % 200}px` }} />
      <div>
        {values.map((value, index) => (
          <Cell key={index} value={value} />
        ))}
      </div>
    </>
  );
}

function Counter() {
  const count = useEvents(0, { count: (_, count) => count });
  return (
    <>
      <output>{count}</output> <button onClick={() => socket.emit("dec")}>-</button> <button onClick={() => socket.emit("inc")}>+</button>
    </>
  );
}

function Feed() {
  return <output>{useEvents(0, { shown: (_, number) => number })}</output>;
}

const Page = { "/counter": Counter, "/table": Table, "/cells": Cells, "/feed": Feed }[location.pathname];
mount(<Page />, document.getElementById("root"));
