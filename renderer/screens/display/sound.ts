/** A voice or a chime that never reports its end must not hold up the queue. */
const atMost = 6000;
let audio: AudioContext | null = null;
// Chromium loads its voices when they are first asked for; the first call should not be the one to ask.
window.speechSynthesis?.getVoices();

/** Two soft notes, made here: no file, no licence. Silent where the machine has no sound. */
export async function chime(): Promise<void> {
  try {
    audio ??= new AudioContext();
    await Promise.race([audio.resume(), pause(300)]);
    if (audio.state !== 'running') return;
    const start = audio.currentTime + 0.02;
    for (const [at, pitch] of [
      [0, 784],
      [0.32, 587],
    ] as const) {
      const tone = audio.createOscillator();
      const level = audio.createGain();
      tone.frequency.value = pitch;
      level.gain.setValueAtTime(0, start + at);
      level.gain.linearRampToValueAtTime(0.35, start + at + 0.02);
      level.gain.exponentialRampToValueAtTime(0.001, start + at + 0.9);
      tone.connect(level).connect(audio.destination);
      tone.start(start + at);
      tone.stop(start + at + 1);
    }
    await pause(900);
  } catch (cause) {
    console.warn('no sound', cause);
  }
}

/** Speaks with a voice of that language where the machine has one; done when it ends, or after six seconds. */
export function speak(text: string, language: 'zh' | 'en'): Promise<void> {
  const voices = window.speechSynthesis?.getVoices() ?? [];
  const fits = language === 'zh' ? /^(zh|cmn|yue)/i : /^en/i;
  const voice = voices.find((one) => fits.test(one.lang) && one.localService) ?? voices.find((one) => fits.test(one.lang));
  if (voice === undefined) return Promise.resolve();
  const said = new Promise<void>((resolve) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = 0.9;
    utterance.onend = () => resolve();
    utterance.onerror = () => resolve();
    window.speechSynthesis.speak(utterance);
  });
  return Promise.race([said, pause(atMost).then(() => window.speechSynthesis.cancel())]);
}

/** Waits that many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
