export declare function findChromium(): string | null
export declare function findElectron(): string | null
export declare function hasDisplay(): boolean
export declare function findXvfb(): string | null
export declare function findXmllint(): string | null
export declare function findPython(): string | null
export declare function findSchemas(): string | null
