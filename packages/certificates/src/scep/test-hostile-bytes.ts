import fc from 'fast-check'

/** For tests: a number of runs shared by a seed that never changes and one that always does. */
export function hostileRuns(total: number): readonly fc.Parameters<[Uint8Array]>[] {
  return [{ seed: 20_260_601, numRuns: total / 2 }, { numRuns: total / 2 }]
}

/** Bytes that mean harm: a good message with a few wounds, trees of BER that say nothing, and plain noise. */
export function hostileBytes(good: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...good).chain(wounded) },
    { weight: 2, arbitrary: tree },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  )
}

/** Mostly wounds that keep all lengths, so that what stands deep within is reached. */
const wound = fc.record({
  at: fc.noBias(fc.integer({ min: 0, max: 99_999 })).map((part) => part / 100_000),
  kind: fc.constantFrom('turn', 'turn', 'turn', 'set', 'move', 'move', 'cut', 'insert', 'repeat', 'end'),
  value: fc.constantFrom(0, 1, 2, 4, 0x13, 0x24, 0x30, 0x31, 0x7f, 0x80, 0x81, 0x84, 0xa0, 0xa1, 0xff),
  length: fc.integer({ min: 1, max: 40 }),
})

function wounded(good: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc.array(wound, { minLength: 1, maxLength: 2 }).map((wounds) => {
    let bytes = Buffer.from(good)
    for (const { at, kind, value, length } of wounds) {
      const place = Math.floor(at * bytes.length)
      const [head, tail] = [bytes.subarray(0, place), bytes.subarray(place)]
      if (kind === 'turn') bytes[place] = (bytes[place] ?? 0) ^ value
      else if (kind === 'set') bytes[place] = value
      else if (kind === 'move') bytes.copy(bytes, place, bytes.length - place, bytes.length - place + length)
      else if (kind === 'cut') bytes = Buffer.concat([head, tail.subarray(length)])
      else if (kind === 'insert') bytes = Buffer.concat([head, Buffer.alloc(length, value), tail])
      else if (kind === 'repeat') bytes = Buffer.concat([head, tail.subarray(0, length), tail])
      else bytes = Buffer.from(head)
    }
    return bytes
  })
}

const { tree } = fc.letrec<{ tree: Uint8Array; leaf: Uint8Array }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium', withCrossShrink: false },
    tie('leaf'),
    fc
      .tuple(fc.constantFrom(0x24, 0x30, 0x31, 0xa0, 0xa1), fc.boolean(), fc.array(tie('tree'), { maxLength: 6 }))
      .map(([tag, indefinite, members]) => {
        const content = Buffer.concat(members)
        if (indefinite) return Buffer.concat([Buffer.from([tag, 0x80]), content, Buffer.alloc(2)])
        return Buffer.concat([Buffer.from([tag, 0x82, (content.length >> 8) & 255, content.length & 255]), content])
      }),
  ),
  leaf: fc
    .tuple(fc.constantFrom(0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x13, 0x80), fc.uint8Array({ maxLength: 20 }))
    .map(([tag, content]) => Buffer.concat([Buffer.from([tag, content.length]), content])),
}))
