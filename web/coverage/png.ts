/** How a figure is drawn stands in style sheets, which a picture of its own does not see: these become attributes. */
const copied = [
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-width',
  'stroke-linejoin',
  'stroke-dasharray',
  'font-size',
  'font-weight',
  'font-family',
  'text-anchor',
  'dominant-baseline',
  'opacity',
]

const svgNamespace = 'http://www.w3.org/2000/svg'
const scale = 2
const marginPx = 16
const titlePx = 18
const notePx = 12
const lineHeight = 1.4

/** A copy of a drawing that holds its own styles. */
function standalone(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')]
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')]
  originals.forEach((original, index) => {
    const computed = getComputedStyle(original)
    copies[index]?.removeAttribute('style')
    for (const name of copied) copies[index]?.setAttribute(name, computed.getPropertyValue(name))
  })
  copy.setAttribute('xmlns', svgNamespace)
  return copy
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}

/** The page's own font faces with their files inside; a picture loads nothing from elsewhere. */
async function fontRules(): Promise<string> {
  const faces = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule): rule is CSSFontFaceRule => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => style.getPropertyValue('font-family').replaceAll('"', '') === 'Titillium Web')
  const rules = faces.map(async (face) => {
    const address = face.style.getPropertyValue('src').match(/url\("?([^")]+)"?\)/)?.[1]
    if (!address) return ''
    const base = face.parentStyleSheet?.href ?? document.baseURI
    const file = await (await fetch(new URL(address, base))).blob()
    const weight = face.style.getPropertyValue('font-weight')
    return `@font-face{font-family:"Titillium Web";font-weight:${weight};src:url(${await dataUrl(file)})}`
  })
  return (await Promise.all(rules)).join('')
}

async function imageOf(svg: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> {
  const copy = standalone(svg)
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  const style = document.createElementNS(svgNamespace, 'style')
  style.textContent = await fontRules()
  copy.prepend(style)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  await image.decode()
  return image
}

/** Text broken into lines that fit. */
function linesOf(pen: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word
    if (lines.length > 0 && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/** What a colour of the drawing means: its custom property, or null for what is hatched. */
export interface PngKey {
  color: string | null
  text: string
}

/** What stands around the drawing: its title above, its colours, what it is and where it is from beneath. */
export interface PngWords {
  title: string
  legend?: readonly PngKey[]
  notes: readonly string[]
}

const ink = '#17212b'
const family = '"Titillium Web", sans-serif'
const titleFont = `600 ${titlePx}px ${family}`
const noteFont = `400 ${notePx}px ${family}`

const swatch = { width: 22, height: 14, gap: 6, apart: 18 }

/** A patch of a colour, or of the stripes that stand for none. */
function drawSwatch(pen: CanvasRenderingContext2D, color: string | null, x: number, y: number): void {
  const ofPage = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name)
  pen.save()
  pen.beginPath()
  pen.rect(x, y, swatch.width, swatch.height)
  pen.fillStyle = ofPage(color ?? '--hatch-ground')
  pen.fill()
  pen.clip()
  pen.strokeStyle = ofPage(color ? '--line-strong' : '--hatch')
  pen.strokeRect(x, y, swatch.width, swatch.height)
  for (let at = 0; !color && at < swatch.width + swatch.height; at += 6) {
    pen.beginPath()
    pen.moveTo(x + at, y)
    pen.lineTo(x + at - swatch.height, y + swatch.height)
    pen.stroke()
  }
  pen.restore()
}

/** Where each key of a legend stands, in rows that fit, and how high they are together. */
function keyPlaces(pen: CanvasRenderingContext2D, legend: readonly PngKey[], width: number) {
  const rowHeight = swatch.height + 8
  let [x, y] = [0, 0]
  pen.font = noteFont
  const keys = legend.map((key) => {
    const wide = swatch.width + swatch.gap + pen.measureText(key.text).width
    if (x > 0 && x + wide > width) [x, y] = [0, y + rowHeight]
    const place = { ...key, x, y }
    x += wide + swatch.apart
    return place
  })
  return { keys, height: keys.length > 0 ? y + rowHeight + 4 : 0 }
}

/** Draws a figure with its words on a canvas of twice its size. */
async function draw(svg: SVGSVGElement, { title, legend = [], notes }: PngWords): Promise<HTMLCanvasElement> {
  const { width, height } = svg.getBoundingClientRect()
  const [image, pen] = [await imageOf(svg, width, height), document.createElement('canvas').getContext('2d')]
  if (!pen) throw new Error('no canvas')
  const wrapped = (font: string, text: string) => {
    pen.font = font
    return linesOf(pen, text, width)
  }
  const above = wrapped(titleFont, title)
  const beneath = notes.flatMap((note) => wrapped(noteFont, note))
  const top = marginPx + above.length * titlePx * lineHeight
  const { keys, height: legendHeight } = keyPlaces(pen, legend, width)
  const under = top + height + marginPx
  const whole = under + legendHeight + beneath.length * notePx * lineHeight + marginPx
  pen.canvas.width = (width + 2 * marginPx) * scale
  pen.canvas.height = whole * scale
  pen.scale(scale, scale)
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width + 2 * marginPx, whole)
  pen.fillStyle = ink
  pen.textBaseline = 'top'
  pen.font = titleFont
  above.forEach((line, index) => {
    pen.fillText(line, marginPx, marginPx + index * titlePx * lineHeight)
  })
  pen.drawImage(image, marginPx, top, width, height)
  pen.font = noteFont
  for (const { color, text, x, y } of keys) {
    drawSwatch(pen, color, marginPx + x, under + y)
    pen.fillStyle = ink
    pen.fillText(text, marginPx + x + swatch.width + swatch.gap, under + y)
  }
  beneath.forEach((line, index) => {
    pen.fillText(line, marginPx, under + legendHeight + index * notePx * lineHeight)
  })
  return pen.canvas
}

/** Gives what was made here as a file. */
export function saveBlob(blob: Blob, fileName: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/**
 * Saves a drawing of the page as PNG, with its title and notes in the picture.
 * @throws {Error} where the browser cannot draw it
 */
export async function savePng(svg: SVGSVGElement, fileName: string, words: PngWords): Promise<void> {
  const canvas = await draw(svg, words)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new Error('no picture')
  saveBlob(blob, `${fileName}.png`)
}
