const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };

/** The words of a speech, without SSML's marks. */
export function spokenText(text: string, textType: 'text' | 'ssml'): string {
  if (textType === 'text') return text;
  return text
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:!?])/g, '')
    .trim();
}
