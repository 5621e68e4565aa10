import { BarChart, LineChart, TreemapChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { type ReactNode, useEffect, useRef } from 'react'
import { usePreferences } from './preferences.ts'

use([BarChart, LineChart, TreemapChart, GridComponent, TooltipComponent, LegendComponent, MarkLineComponent, AriaComponent, SVGRenderer])

interface ChartProps {
  /** What a screen reader says instead of the picture. */
  readonly label: string
  readonly height: number
  readonly option: Readonly<Record<string, unknown>>
  readonly onClick?: (name: string) => void
}

/** A drawing by ECharts, in the page's colours. The figures stand beside it as text, so the picture alone is never needed. */
export function Chart({ label, height, option, onClick }: ChartProps): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  const { dark, size } = usePreferences()
  useEffect(() => {
    if (!place.current) return undefined
    const chart = init(place.current, dark ? 'dark' : null, { renderer: 'svg' })
    const font = (12 * size) / 100
    chart.setOption({ animation: false, backgroundColor: 'transparent', textStyle: { fontSize: font, fontFamily: 'inherit' }, ...option })
    if (onClick) chart.on('click', ({ name }) => onClick(String(name)))
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(place.current)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [option, dark, size, onClick])
  return <div ref={place} role="img" aria-label={label} className="chart" style={{ height }} />
}
