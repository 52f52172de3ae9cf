import type { RefObject } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { type PngWords, savePng } from './png.ts'

interface PngButtonProps {
  svg: RefObject<SVGSVGElement | null>
  /** Without its ending. */
  fileName: string
  words: PngWords
}

/** Saves a figure of the page as a picture, its title and source in it. */
export function PngButton({ svg, fileName, words }: PngButtonProps) {
  const { t } = useTranslation('coverage')
  const [state, setState] = useState<'ready' | 'saving' | 'failed'>('ready')
  const save = async () => {
    if (!svg.current) return
    setState('saving')
    const saved = await savePng(svg.current, fileName, words).then(
      () => true,
      () => false,
    )
    setState(saved ? 'ready' : 'failed')
  }
  return (
    <>
      <Button icon="download" isPending={state === 'saving'} onPress={() => void save()}>
        {t('png.save')} <span className="vh">{words.title}</span>
      </Button>
      {state === 'failed' && <span role="alert">{t('png.failed')}</span>}
    </>
  )
}
