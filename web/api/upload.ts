import { ApiProblem, csrfHeader, type Problem } from './client.ts'

/**
 * Sends one file as multipart/form-data, telling how much of it has gone (0 to 1).
 * @throws {ApiProblem} as `api` does
 */
export function upload<Answer>(
  path: string,
  file: File,
  onProgress: (share: number) => void = () => {},
): Promise<Answer> {
  const body = new FormData()
  body.append('file', file)
  const request = new XMLHttpRequest()
  request.open('POST', path)
  request.responseType = 'json'
  for (const [name, value] of Object.entries(csrfHeader())) request.setRequestHeader(name, value)
  request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
  return new Promise((resolve, reject) => {
    request.onerror = () => reject(new ApiProblem(0, null))
    request.onload = () =>
      request.status === 201
        ? resolve(request.response as Answer)
        : reject(new ApiProblem(request.status, request.response as Problem | null))
    request.send(body)
  })
}
