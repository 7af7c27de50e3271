/** The only file that loads the SDK of API Gateway's management API; it is imported with the first message, not at cold start. */
import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
  type ApiGatewayManagementApiClientConfig,
} from '@aws-sdk/client-apigatewaymanagementapi';

export interface ApiClient {
  /** False when the connection is gone. Rejects with whatever else keeps the message from it. */
  post(connectionId: string, data: Uint8Array, abortSignal: AbortSignal): Promise<boolean>;
}

export function createApiClient(config: ApiGatewayManagementApiClientConfig): ApiClient {
  const client = new ApiGatewayManagementApiClient({ maxAttempts: 2, ...config });
  return {
    async post(ConnectionId, Data, abortSignal) {
      try {
        await client.send(new PostToConnectionCommand({ ConnectionId, Data }), { abortSignal });
        return true;
      } catch (error) {
        if (error instanceof GoneException) return false;
        throw error;
      }
    },
  };
}
