import type { Scene } from './scene.ts';

/** A call that takes more than a telephone: people at browsers, uploads, messages. */
export interface Story {
  name: string;
  /** @throws StoryError something did not go as told */
  tell(scene: Scene): Promise<void>;
}

/** What did not go as the story goes. */
export class StoryError extends Error {
  override readonly name = 'StoryError';
}
