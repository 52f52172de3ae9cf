import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './client.ts'

const worthRetrying = (error: Error) =>
  !(error instanceof ApiProblem) || error.status === 0 || error.status >= 500

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => failures < 2 && worthRetrying(error),
      retryDelay: (failures) => 300 * 2 ** failures,
    },
    mutations: { retry: false },
  },
})
