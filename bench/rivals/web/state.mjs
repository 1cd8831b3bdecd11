// The state behind the pages, as bench/pages has it, by the same random numbers: all contestants show the same.

/** std::minstd_rand. */
class Random {
  state = 42;
  next() {
    return (this.state = (this.state * 48271) % 2147483647);
  }
}

const kStatus = ["new", "open", "held", "done"];

export class Counter {
  path = "/counter";
  count = 0;
  inc() {
    this.count++;
  }
  dec() {
    this.count--;
  }
}

/** touch and prepend return the row that changed. */
export class Table {
  path = "/table";
  rows = [];
  random = new Random();
  nextId = 1;

  constructor(params) {
    const count = Number(params.get("rows") ?? 1000);
    while (this.nextId <= count) this.rows.push(this.make());
  }
  make() {
    const id = this.nextId++;
    const qty = this.random.next() % 1000;
    const price = (this.random.next() % 100000) / 100;
    return { id, name: `item ${id}`, qty, price, status: kStatus[this.random.next() % kStatus.length] };
  }
  touch() {
    const item = this.rows[this.random.next() % this.rows.length];
    item.qty++;
    return item;
  }
  prepend() {
    const item = this.make();
    this.rows.unshift(item);
    return item;
  }
}

export class Cells {
  path = "/cells";
  beat = 0;

  constructor(params) {
    this.values = new Array(Number(params.get("n") ?? 200)).fill(0);
    this.tick();
  }
  tick() {
    this.beat++;
    for (let i = 0; i < this.values.length; i++) this.values[i] = this.beat * 7919 + i + 1;
  }
}

/** What POST /bump published last is the same for all. */
export class Feed {
  path = "/feed";
  static newest = 0;
}

const kinds = { "/counter": Counter, "/table": Table, "/cells": Cells, "/feed": Feed };

/** A page's own state; nothing if there is no such page. */
export function stateOf(url) {
  const Kind = kinds[url.pathname];
  return Kind && new Kind(url.searchParams);
}
