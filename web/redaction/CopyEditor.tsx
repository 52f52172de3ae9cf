import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wordsOf } from '#rules/points'
import { coverText } from '#rules/redaction'
import { type CopyDetail, type CopyPart, publicPlaces } from '#schema/redaction'
import { TextByKeyboard } from '../points/TextByKeyboard.tsx'
import { usePointKeys } from '../points/usePointKeys.ts'
import { Button } from '../ui/Button.tsx'
import { RadioGroup, TextField } from '../ui/fields.tsx'
import { OriginalText } from './OriginalText.tsx'
import { PublicText } from './PublicText.tsx'
import styles from './redaction.module.css'
import { makeCopy, useCopyDeed } from './redactionApi.ts'
import { Suggestions } from './Suggestions.tsx'
import { type Covers, useCovers } from './useCovers.ts'
import { useCopyProblem, useRefusals } from './words.ts'

type Span = CopyDetail['text']['covers'][number]

interface FactsProps {
  detail: CopyDetail
  synthesis: string
  onSynthesis: (text: string) => void
  place: CopyDetail['text']['place']
  onPlace: (place: CopyDetail['text']['place']) => void
  notHome: string
  onNotHome: (text: string) => void
}

/** The synthesis the public reads, and how near its place is shown. */
function Facts({ detail, synthesis, onSynthesis, place, onPlace, notHome, onNotHome }: FactsProps) {
  const { t } = useTranslation('redaction')
  return (
    <section className={styles.part}>
      <TextField
        id="synthesis"
        label={t('synthesis')}
        hint={t('synthesisHint')}
        rows={3}
        maxLength={1000}
        required
        value={synthesis}
        onChange={onSynthesis}
      />
      {detail.hasPlace && (
        <RadioGroup
          id="place"
          label={t('place.label')}
          value={place}
          onChange={(value) => onPlace(publicPlaces.find((known) => known === value) ?? 'hidden')}
          options={publicPlaces.map((value) => ({ value, label: t(`place.${value}`) }))}
        />
      )}
      {detail.natural && place === 'exact' && (
        <TextField
          id="not-home"
          label={t('notHome')}
          hint={t('notHomeHint')}
          rows={2}
          maxLength={1000}
          required
          value={notHome}
          onChange={onNotHome}
        />
      )}
    </section>
  )
}

interface ByHandProps {
  words: string
  suggestions: CopyDetail['text']['suggestions']
  covers: Covers
  selected: Span | null
  onSelect: (span: Span | null) => void
}

/** Covers that nobody suggested, with the mouse or from the keyboard. */
function ByHand({ words, suggestions, covers, selected, onSelect }: ByHandProps) {
  const { t } = useTranslation('redaction')
  const [keyboard, setKeyboard] = useState(false)
  const selectedWords = selected ? wordsOf(words, selected) : ''
  const own = covers.covers.filter(
    ({ start, end }) => !suggestions.some((one) => one.start === start && one.end === end),
  )
  return (
    <section className={styles.part}>
      <h2>{t('byHand')}</h2>
      <p id="selected-words">{selected ? <q>{selectedWords}</q> : t('byHandHint')}</p>
      <span className={styles.buttons}>
        <Button
          isDisabled={selected === null}
          onPress={() => {
            if (selected) covers.cover(selected)
            onSelect(null)
          }}
        >
          {t('coverSelected')}
        </Button>
        <Button look="quiet" aria-expanded={keyboard} onPress={() => setKeyboard(!keyboard)}>
          {t('fromKeyboard')}
        </Button>
      </span>
      {keyboard && <TextByKeyboard text={words} onMark={onSelect} />}
      {own.length > 0 && (
        <ul className={styles.suggestions}>
          {own.map((one) => (
            <li key={one.start}>
              <q>{wordsOf(words, one)}</q>
              <Button
                look="quiet"
                aria-label={`${t('uncover')}: ${wordsOf(words, one)}`}
                onPress={() => covers.uncover(one)}
              >
                {t('uncover')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

interface CopyEditorProps {
  detail: CopyDetail
  part: CopyPart
  onDone: () => void
}

/** What stands beside the words while the copy of a text is made. */
function useFacts(detail: CopyDetail) {
  const [synthesis, onSynthesis] = useState(detail.text.synthesis)
  const [place, onPlace] = useState(detail.text.place)
  const [notHome, onNotHome] = useState('')
  const given = { synthesis, place, ...(notHome.trim() && { notHome }) }
  return { given, fields: { synthesis, onSynthesis, place, onPlace, notHome, onNotHome } }
}

/** Makes a copy: the original on one side, what the public will read of it on the other. */
export function CopyEditor({ detail, part, onDone }: CopyEditorProps) {
  const { t } = useTranslation('redaction')
  const problem = useCopyProblem()
  const refusals = useRefusals()
  const copy = (part === 'reply' && detail.reply) || detail.text
  const covers = useCovers(copy)
  const facts = useFacts(detail)
  const [selected, setSelected] = useState<Span | null>(null)
  const body = {
    revision: copy.revision,
    sourceHash: copy.sourceHash,
    covers: covers.covers,
    kept: covers.kept,
  }
  const making = useCopyDeed(
    detail.id,
    () => makeCopy(detail.id, part, part === 'text' ? { ...body, ...facts.given } : body),
    onDone,
  )
  const { at, next, settle } = covers
  const keys = useMemo(
    () => ({ n: next, x: () => settle(at, 'covered'), v: () => settle(at, 'kept') }),
    [at, next, settle],
  )
  usePointKeys(keys)
  const isRefused = copy.refusals.make.length > 0
  return (
    <>
      <div className={styles.columns}>
        <section className={styles.paper}>
          <h2>{t('original')}</h2>
          <OriginalText
            words={copy.words}
            suggestions={copy.suggestions}
            covers={covers}
            selected={selected}
            onSelect={setSelected}
          />
        </section>
        <section className={styles.paper}>
          <h2>{t('public')}</h2>
          <PublicText text={coverText(copy.words, covers.covers)} />
        </section>
      </div>
      <div className={styles.side}>
        <Suggestions words={copy.words} suggestions={copy.suggestions} covers={covers} />
        <ByHand
          words={copy.words}
          suggestions={copy.suggestions}
          covers={covers}
          selected={selected}
          onSelect={setSelected}
        />
        {part === 'text' && <Facts detail={detail} {...facts.fields} />}
        <section className={styles.part}>
          {making.error && <p role="alert">{problem(making.error)}</p>}
          {isRefused && <p className={styles.hint}>{refusals(copy.refusals.make)}</p>}
          <Button
            look="primary"
            isDisabled={isRefused || covers.open > 0}
            isPending={making.isPending}
            onPress={() => making.mutate(undefined)}
          >
            {t('save')}
          </Button>
        </section>
      </div>
    </>
  )
}
