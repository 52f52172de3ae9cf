/** Whether a text looks like a complete e-mail address: a mistake of the keyboard, not whether it exists. */
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim())
