// Draws live charts (golive/live_chart.h). Loaded by the client when a page holds a canvas with lv-hook="golive-chart".
import type { Api } from "../src/api";
import type { Hook } from "../src/hooks";
import { FEED, FEED_NEWS, FROM, OPEN_FEED } from "../src/wire_keys";
import { LiveChart } from "./live_chart";

interface ChartHook extends Hook {
  chart: LiveChart;
}

/** Asks for what this chart does not have yet. */
function open({ chart, pushEvent }: ChartHook): void {
  pushEvent(OPEN_FEED, { [FEED]: chart.feed, [FROM]: chart.next }).catch(() => {}); // the client has said why
}

function begin(hook: ChartHook): void {
  const chart = new LiveChart(hook.el as HTMLCanvasElement);
  hook.chart = chart;
  hook.handleEvent(FEED_NEWS + chart.feed, (news) => {
    if (hook.chart === chart) chart.add(...(news as [number, string]));
  });
  open(hook);
}

(window as unknown as { liveView: Pick<Api, "push"> }).liveView.push(({ registerHook }) =>
  registerHook("golive-chart", {
    mounted() {
      begin(this as ChartHook);
    },
    // Another feed in the same place.
    updated() {
      const { chart, el } = this as ChartHook;
      if (chart.feed === el.dataset.feed) return;
      chart.close();
      begin(this as ChartHook);
    },
    reconnected() {
      open(this as ChartHook);
    },
    destroyed() {
      (this as ChartHook).chart.close();
    },
  }),
);
