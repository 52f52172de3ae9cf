import styles from './council.module.css'

const repeats = Array.from({ length: 18 }, (_, index) => index)

/** Who reads and when, across the page and every sheet of its print; said once in words beside it. */
export const Watermark = ({ words }: { words: string }) => (
  <div className={styles.watermark} aria-hidden="true">
    {repeats.map((index) => (
      <span key={index} data-words={words} />
    ))}
  </div>
)
