/** A request as the handler sees it, whoever received it. */
export interface ApiRequest {
  method: string;
  /** Path with its query string, percent-encoded as received. */
  url: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

export interface ApiResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export type ApiHandler = (request: ApiRequest) => Promise<ApiResponse>;
