/** Formats that the service accepts for uploads. */
export type AudioFormat = 'mp3' | 'wav' | 'ogg';

const mp3BitRate = 128_000;
const oggBitRate = 96_000;
const wavHeaderLength = 44;

/** Decodes strict Base64; undefined when the text is anything else (a data URL, say). */
export function decodeBase64(text: string): Buffer | undefined {
	const compact = text.replace(/\s+/g, '');
	if (compact.length === 0 || compact.length % 4 !== 0) return undefined;
	if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return undefined;
	return Buffer.from(compact, 'base64');
}

/** Recognises a file by its first bytes, as the service cannot trust a name. */
export function detectFormat(content: Buffer): AudioFormat | undefined {
	const start = content.toString('latin1', 0, 4);
	if (start.startsWith('ID3')) return 'mp3';
	if (content.length > 1 && content[0] === 0xff && ((content[1] ?? 0) & 0xe0) === 0xe0)
		return 'mp3';
	if (start === 'RIFF' && content.toString('latin1', 8, 12) === 'WAVE') return 'wav';
	if (start === 'OggS') return 'ogg';
	return undefined;
}

/** Length of a file in whole seconds, at least 1; from the header for wav, from a usual bit rate otherwise. */
export function durationOf(content: Buffer, format: AudioFormat): number {
	return Math.max(1, Math.ceil(exactDuration(content, format)));
}

function exactDuration(content: Buffer, format: AudioFormat): number {
	if (format === 'wav' && content.length > wavHeaderLength) {
		const bytesPerSecond = content.readUInt32LE(28);
		if (bytesPerSecond > 0) return (content.length - wavHeaderLength) / bytesPerSecond;
	}
	return (content.length * 8) / (format === 'ogg' ? oggBitRate : mp3BitRate);
}

/** Seconds that synthesised speech takes: about 15 characters a second at speed 1. */
export function speechDuration(text: string, speed: number): number {
	return Math.max(1, Math.ceil(text.length / 15 / speed));
}

const silences = new Map<number, Buffer>();

/**
 * A playable mp3 of silence (MPEG-1 layer III, 128 kbit/s, 44.1 kHz) of about the given seconds. The same
 * buffer is returned for the same length, since an autocall can have thousands of recordings.
 */
export function silentMp3(seconds: number): Buffer {
	const silence = silences.get(seconds) ?? makeSilence(seconds);
	silences.set(seconds, silence);
	return silence;
}

function makeSilence(seconds: number): Buffer {
	const frame = Buffer.alloc(417);
	frame.set([0xff, 0xfb, 0x90, 0x00]);
	return Buffer.concat(Array.from({ length: Math.ceil(seconds * 38.28) }, () => frame));
}
