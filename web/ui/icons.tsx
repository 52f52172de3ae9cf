const paths = {
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5l5 5',
  close: 'm6 6 12 12M18 6 6 18',
  down: 'm6 9 6 6 6-6',
  up: 'm6 15 6-6 6 6',
  right: 'm9 6 6 6-6 6',
  left: 'm15 6-6 6 6 6',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  locate: 'M12 5.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM12 2v4m0 12v4M2 12h4m12 0h4',
  layers: 'm12 3 9 5-9 5-9-5Zm-9 9.5 9 5 9-5',
  draw: 'M5 6.5 17.5 4 20 16.5 8 20Z',
  filter: 'M4 6h16M7 12h10m-7 6h4',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.500 2h-15Zm4 4.5h4',
  menu: 'M4 7h16M4 12h16M4 17h16',
  print: 'M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7Z',
  share:
    'M6 9.5a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5ZM18 3a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5ZM18 16a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5ZM8.200 10.800l7.600-4.200M8.200 13.200l7.600 4.200',
  ok: 'm5 12.5 4.5 4.5L19 7',
  question: 'M8.500 9a3.500 3.500 0 1 1 5 3.200c-1 .5-1.500 1.200-1.500 2.300M12 18.200v.1',
  doc: 'M6 3h8l4 4v14H6ZM13.500 3v4.500H18M9 12h6m-6 4h6',
  phone:
    'M5 4h4l1.600 4.400-2.200 1.800a12 12 0 0 0 5.400 5.400l1.800-2.200L20 15v4c0 1-.8 1.500-1.700 1.400C11 19.600 4.400 13 3.600 5.700 3.500 4.800 4 4 5 4Z',
  clock: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17ZM12 7v5l3.500 2',
  mail: 'M3.500 5.500h17v13h-17Zm0 1 8.500 7 8.500-7',
  list: 'M9 6h11M9 12h11M9 18h11M4.500 6h.1M4.500 12h.1M4.500 18h.1',
  map: 'm3 6 6-2.500 6 2.500 6-2.500v14.500l-6 2.500-6-2.500-6 2.500ZM9 3.500v14.500M15 6v14.500',
  copy: 'M9 9h11v11H9ZM5 15H4V4h11v1',
  warn: 'M12 4 2.500 20h19Zm0 6v5m0 2.500v.1',
  info: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17ZM12 11v5.500M12 7.700v.1',
  walk: 'M13 2.700a1.800 1.800 0 1 0 0 3.600 1.800 1.800 0 0 0 0-3.600ZM8 21l3-6.500-1-6 4 2 1 3 3 1M10 8.500 7 10.500v3.500m4 .5 3.500 2.500L16 21',
  download: 'M12 4v11m-5-4.500 5 5 5-5M5 20h14',
  upload: 'M12 15V4M7 8.500l5-5 5 5M5 20h14',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.500 20.500c.8-4 3.800-6 7.500-6s6.700 2 7.500 6',
  link: 'M10 14a4 4 0 0 0 5.700 0l3-3A4 4 0 0 0 13 5.300l-1.200 1.200M14 10a4 4 0 0 0-5.700 0l-3 3A4 4 0 0 0 11 18.700l1.200-1.200',
} as const

export type IconName = keyof typeof paths

/** A line drawing beside a word; never the only bearer of a meaning. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}
