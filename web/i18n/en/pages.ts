export const pages = {
  notFound: {
    title: 'This page does not exist',
    body: 'The address may be mistyped, or what it showed is no longer public.',
    toMap: 'Go to the map',
  },
} as const
