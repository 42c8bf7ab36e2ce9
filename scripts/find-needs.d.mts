export declare function findChromium(): string | null
export declare function findElectron(): string | null
export declare function hasDisplay(): boolean
export declare function findXvfb(): string | null
