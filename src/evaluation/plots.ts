/** Lines over rounds and the like, drawn without a browser. */

export interface Plot {
  title: string
  /** Along the bottom. */
  categories: readonly string[]
  xName: string
  yName: string
  lines: readonly { name: string; values: readonly (number | null)[] }[]
}

/** An SVG of 640 x 400. Throws by name where the chart library, which development alone needs, is not installed. */
export async function plotted({ title, categories, xName, yName, lines }: Plot): Promise<string> {
  const { init } = await import('echarts').catch((cause) => {
    throw new Error('Plots need the package echarts: `npm install` without --omit=dev brings it.', { cause })
  })
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 640, height: 400 })
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    title: { text: title, left: 'center', textStyle: { fontSize: 15 } },
    legend: { bottom: 0 },
    grid: { left: 60, right: 24, top: 44, bottom: 70 },
    xAxis: { type: 'category', data: [...categories], name: xName, nameLocation: 'middle', nameGap: 26 },
    yAxis: { type: 'value', name: yName, scale: true },
    series: lines.map(({ name, values }) => ({ name, type: 'line', data: [...values], symbolSize: 7 })),
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
