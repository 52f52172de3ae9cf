import { drawMap, drawStrip, type SheetText, sheetWords, statusWords } from '#rules/districtPages'
import type { Sheet } from '#schema/districtPages'
import { useCity } from '../api/useCity.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { ShapeIcon, ShapePaths } from '../ui/ShapeIcon.tsx'
import { labShape, statusShapes } from '../ui/shapes.ts'
import styles from './sheet.module.css'

interface PartProps {
  sheet: Sheet
  text: SheetText
}

const stripWidth = 200

function Figure({ told, number }: { told: SheetText['figures'][number]; number: string }) {
  const places = drawStrip(told.figure, number, stripWidth)
  return (
    <section className={styles.figure} data-figure={told.id}>
      <h3>{told.title}</h3>
      <p>
        <b>{told.value}</b>
        <span>{told.comparison}</span>
        <span>{told.rank}</span>
      </p>
      <svg viewBox={`0 0 ${stripWidth} 14`} aria-hidden="true">
        <line x1="0" x2={stripWidth} y1="7" y2="7" stroke="var(--line)" />
        {places.against !== null && (
          <line
            x1={places.against}
            x2={places.against}
            y1="1"
            y2="13"
            stroke="var(--ink-700)"
            strokeWidth="1.4"
          />
        )}
        {places.others.map((x, index) => (
          <circle key={index} cx={x} cy="7" r="3" fill="var(--surface)" stroke="var(--line-strong)" />
        ))}
        {places.own !== null && <circle cx={places.own} cy="7" r="4.5" fill="var(--blue-500)" />}
      </svg>
    </section>
  )
}

const mapBox = { x: 0, y: 0, width: 340, height: 290 }
const signPx = 11
const signs = {
  available: statusShapes.available('var(--st-available)', 'var(--surface)'),
  inCall: statusShapes.inCall('var(--st-inCall)', 'var(--surface)'),
  lab: labShape('var(--map-lab)', 'var(--surface)'),
}

function SheetMap({ sheet, text }: PartProps) {
  const drawn = drawMap(sheet, mapBox)
  return (
    <svg
      viewBox={`0 0 ${mapBox.width} ${mapBox.height}`}
      className={styles.map}
      role="img"
      aria-label={text.mapAlt}
    >
      <path d={drawn.outline} fill="var(--surface)" fillRule="evenodd" />
      {drawn.neighbourhoods.map((path) => (
        <path key={path} d={path} fill="none" stroke="var(--map-ring)" strokeWidth="0.6" />
      ))}
      <path d={drawn.outline} fill="none" stroke="var(--ink-900)" strokeWidth="1.6" />
      {drawn.signs.map(({ kind, x, y }, index) => (
        <g key={index} transform={`translate(${x - signPx / 2} ${y - signPx / 2}) scale(${signPx / 24})`}>
          <ShapePaths strokes={signs[kind]} />
        </g>
      ))}
    </svg>
  )
}

function Where({ sheet, text }: PartProps) {
  const language = useLanguage()
  const t = sheetWords[language]
  const [total, ...statuses] = text.statuses
  return (
    <section>
      <h2>{t.map}</h2>
      <SheetMap sheet={sheet} text={text} />
      <ul className={styles.signs}>
        {(['lab', 'available', 'inCall'] as const).map((kind) => (
          <li key={kind}>
            <ShapeIcon strokes={signs[kind]} size={11} />
            {kind === 'lab' ? t.lab : statusWords[kind]?.[language]}
          </li>
        ))}
      </ul>
      <p>
        {total?.count} {total?.word}: {statuses.map(({ word, count }) => `${word} ${count}`).join(', ')}.{' '}
        {text.unchecked}.
      </p>
    </section>
  )
}

function Changes({ text }: Pick<PartProps, 'text'>) {
  const language = useLanguage()
  const t = sheetWords[language]
  return (
    <section>
      <h2>
        {t.changes}
        <small>{text.period}</small>
      </h2>
      {text.changes.length === 0 && <p>{t.noChange}</p>}
      <ul className={styles.changes}>
        {text.changes.map(({ id, day, text: told }) => (
          <li key={id}>
            <b>{day}</b>
            <span>{told}</span>
          </li>
        ))}
      </ul>
      {text.changesLeft && <p className={styles.small}>{text.changesLeft}</p>}
    </section>
  )
}

function Promises({ text: { promises } }: Pick<PartProps, 'text'>) {
  const language = useLanguage()
  const t = sheetWords[language]
  return (
    <section>
      <h2>
        {t.promises}
        <small>{promises.rows.length > 0 ? promises.counts : t.noPromise}</small>
      </h2>
      {promises.rows.length > 0 && (
        <table>
          <thead>
            <tr>
              {t.promiseHeads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {promises.rows.map(({ id, state, cells: [what, who, due, outcome] }) => (
              <tr key={id}>
                <th scope="row">{what}</th>
                <td>{who}</td>
                <td>{due}</td>
                <td className={styles[state]}>{outcome}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {promises.left > 0 && <p className={styles.small}>{t.more(promises.left)}</p>}
    </section>
  )
}

function Said({ text }: Pick<PartProps, 'text'>) {
  const language = useLanguage()
  const t = sheetWords[language]
  return (
    <div className={styles.halves}>
      <section>
        <h2>{t.calls}</h2>
        {text.calls.length === 0 && <p>{t.noCall}</p>}
        {text.calls.map(({ title, note }) => (
          <p key={title} className={styles.call}>
            <b className={styles.clip}>{title}</b>
            {note}
          </p>
        ))}
      </section>
      <section>
        <h2>{t.requests}</h2>
        <p className={styles.call}>{text.requests}</p>
        <h2>{t.observations}</h2>
        {text.observations.length === 0 && <p>{t.noObservation}</p>}
        {text.observations.map((told) => (
          <p key={told}>{told}</p>
        ))}
      </section>
    </div>
  )
}

/** The sheet as it is printed: the words, numbers and order of the PDF. */
export function SheetPaper({ sheet, text }: PartProps) {
  const language = useLanguage()
  const city = useCity()
  const t = sheetWords[language]
  return (
    <article className={styles.sheet} data-sheet={text.title}>
      <p className={styles.top}>
        <span>{`${city.header.owner[language]} · ${city.programme[language]}`}</span>
        {text.demo && <strong>{t.demo}</strong>}
      </p>
      <header>
        <h1>{text.title}</h1>
        <p>{text.head}</p>
      </header>
      <section>
        <h2>{t.figures}</h2>
        <div className={styles.figures}>
          {text.figures.map((told) => (
            <Figure key={told.id} told={told} number={sheet.page.district.number} />
          ))}
        </div>
        <p className={styles.small}>{t.figuresNote}</p>
      </section>
      <div className={styles.halves}>
        <Where sheet={sheet} text={text} />
        <Changes text={text} />
      </div>
      <Promises text={text} />
      <Said text={text} />
      <footer className={styles.foot}>
        <p>
          {t.sources}: {text.sources}.
        </p>
        <p>
          {text.computed} {text.demo && t.demoNote}
        </p>
        <p>
          {t.again} <a href={text.link}>{text.link}</a>
        </p>
      </footer>
    </article>
  )
}
