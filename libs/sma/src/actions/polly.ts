/** Voices and languages of Amazon Polly, as of August 2026. Polly gets new ones; so nothing is refused for it. */
const VOICES = new Set(
  (
    'Aditi Adriano Ambre Amy Andres Aria Arlet Arthur Astrid Ayanda Beatrice Bianca Brian Burcu Camila ' +
    'Carla Carmen Celine Chantal Conchita Cristiano Daniel Danielle Dora Elin Emma Enrique Ewa Filiz ' +
    'Florian Gabrielle Geraint Giorgio Gregory Gwyneth Hala Hannah Hans Hiujin Ida Ines Isabelle Ivy ' +
    'Jacek Jan Jasmine Jihye Jitka Joanna Joey Justin Kajal Karl Kazuha Kendra Kevin Kimberly Laura Lea ' +
    'Lennart Liam Lisa Liv Lorenzo Lotte Lucia Lupe Mads Maja Marlene Mathieu Matthew Maxim Mia Miguel ' +
    'Mizuki Naja Niamh Nicole Ola Olivia Pedro Penelope Raveena Remi Ricardo Ruben Russell Ruth Sabrina ' +
    'Salli Seoyeon Sergio Sofie Stephen Suvi Takumi Tatyana Thiago Tiffany Tomoko Vicki Vitoria Zayd ' +
    'Zeina Zhiyu'
  ).split(' '),
);

const LANGUAGES = new Set(
  (
    'ar-AE arb ca-ES cmn-CN cs-CZ cy-GB da-DK de-AT de-CH de-DE en-AU en-GB en-GB-WLS en-IE en-IN en-NZ ' +
    'en-SG en-US en-ZA es-ES es-MX es-US fi-FI fr-BE fr-CA fr-FR hi-IN is-IS it-IT ja-JP ko-KR nb-NO nl- ' +
    'BE nl-NL pl-PL pt-BR pt-PT ro-RO ru-RU sv-SE tr-TR yue-CN'
  ).split(' '),
);

export function isPollyVoice(id: string): boolean {
  return VOICES.has(id);
}

export function isPollyLanguage(code: string): boolean {
  return LANGUAGES.has(code);
}
