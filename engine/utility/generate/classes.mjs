// Class names and variants chosen by hand, for every page of Tailwind's documentation; generated ones join them in
// expect.mjs.
const words = (s) => s.trim().split(/\s+/)
const times = (prefixes, values) => prefixes.flatMap((p) => values.map((v) => p + v))

const spacingRoots = words(`p px py ps pe pbs pbe pt pr pb pl m mx my ms me mbs mbe mt mr mb ml -m -mx -my -mt -mr -mb -ml
  -ms -me w h size min-w min-h max-w max-h gap gap-x gap-y space-x space-y -space-x -space-y inset inset-x inset-y top right
  bottom left start end -inset -inset-x -top -left -start inset-s inset-bs basis indent -indent scroll-m scroll-mt -scroll-mt
  scroll-p scroll-px border-spacing border-spacing-x border-spacing-y translate translate-x translate-y translate-z
  -translate -translate-x -translate-y -translate-z leading auto-cols auto-rows inline block min-inline max-block`)
const spacingValues = words(`0 1 2 13 2.5 0.25 0.5 1.5 96 1000 px auto full 1/2 2/3 7/12 [37px] [calc(100%-2rem)] [--x] (--x)
  [50%] [var(--x)] [-3px] [min(10px,2vw)] [1px+2px] [0] [0px] [length:var(--x)] (length:--x) sm prose`)

const colorRoots = words(`bg text border border-x border-y border-s border-e border-bs border-be border-t border-r border-b
  border-l divide outline ring inset-ring ring-offset shadow inset-shadow text-shadow drop-shadow accent caret fill stroke
  decoration placeholder from via to mask-t-from mask-x-to mask-linear-from mask-radial-to mask-conic-from
  scrollbar-thumb scrollbar-track`)
const colorValues = words(`red-500 primary muted-foreground current inherit transparent black white red-500/50 primary/30
  current/20 inherit/50 transparent/10 white/100 black/0 sky-950/2.5 primary/[.3] red-500/[0.07] red-500/[37%] red-500/(--a)
  red-500/[var(--a)] [#1da1f2] [#1da1f2]/50 [rgb(1_2_3)] [rgb(1,2,3,.5)]/[.4] [color:var(--x)] (color:--x) (--x) (--x)/50
  [var(--x)] [red] [Red] [currentcolor] [hsl(1deg,2%,3%)] [oklch(0.5_0.1_20)] [color-mix(in_srgb,red,blue)] [light-dark(red,blue)]
  zinc-500 background destructive/10 ring/50`)
const typedValues = words(`[3px] [0.5em] [10%] [2.5] [3] [calc(1px+2px)] [thin] [thin_2px] [length:var(--x)] [percentage:var(--x)]
  [number:var(--x)] [url(a.png)] [url('a_b.png')] [url(https://x.test/a.png)] [linear-gradient(red,blue)] [image:var(--x)]
  [url:var(--x)] [position:var(--x)] [size:var(--x)] [bg-size:var(--x)] [center_top] [top] [cover] [auto_100px] [50%_20%]
  [10px_20px] [contain,cover] [line-width:var(--x)] [larger] [x-small] [absolute-size:var(--x)] [family-name:var(--x)]
  [generic-name:var(--x)] [serif] [ui-monospace] [Inter] ['Open_Sans'] [Inter,sans-serif] [weight:var(--x)] [350] [30deg] [1_2_3]
  [0.5turn] [angle:var(--x)] [vector:var(--x)] [var(--a),url(x.png)] [foo] [foo_bar] [any:foo] [min(1px,2px)] [repeating-conic-gradient(red,blue)]
  [element(#a)] [image-set('a.png'_1x)] [50.5%] [percentage:50%] [color:red] (image:--x) [inherit] [a,b_c]`)
const typedRoots = words(`bg text border border-t border-x stroke outline ring inset-ring ring-offset from via to font rotate -rotate
  bg-linear -bg-linear bg-conic bg-radial mask mask-t-from mask-x-from mask-linear-from mask-radial-from mask-conic-to
  decoration shadow inset-shadow text-shadow drop-shadow`)

const numbers = words('0 1 2 3 7 12 35 50 100 150 200 1000 2.5 0.25 33.3 01 1.0 -1 1e3 50% 75% 33% 201% 2.5% 1/2 3/4 1.5/2 auto none')
const numberRoots = words(`z -z order -order col -col col-span col-start -col-start col-end row row-span row-start row-end grid-cols
  grid-rows columns line-clamp flex shrink grow flex-shrink flex-grow opacity scale -scale scale-x -scale-y scale-z rotate -rotate
  rotate-x -rotate-y rotate-z skew -skew skew-x -skew-y zoom tab border border-x border-t divide-x divide-y outline
  outline-offset -outline-offset ring inset-ring ring-offset stroke decoration underline-offset -underline-offset blur
  brightness contrast grayscale hue-rotate -hue-rotate invert saturate sepia backdrop-brightness backdrop-opacity
  backdrop-hue-rotate -backdrop-hue-rotate backdrop-sepia duration delay from via to font-stretch aspect bg-linear -bg-linear
  bg-conic -bg-conic mask-linear -mask-linear mask-conic -mask-conic mask-t-from mask-x-to mask-radial-from mask-linear-to`)

const shadowValues = words(`[0_1px_red] [0_0_10px_rgb(0_0_0/0.5)] [0_1px_2px] [0_0_var(--c)] [inset_0_0_3px_#fff] [0_1px_red,0_2px_blue]
  [0_0_5px_theme] [var(--x)] [10px_10px] [0_35px_60px_-15px_rgba(0,0,0,0.3)] [0_0_calc(1px+2px)_red] [foo] [0_1px_currentcolor]
  [length:var(--x)] (--x) [0_0_0_1px_var(--a),0_0_var(--b)]`)

const arbitrary = words(`
  grid-cols-[1fr_2fr] grid-cols-[200px_minmax(900px,_1fr)_100px] grid-rows-[auto_1fr] grid-cols-[repeat(auto-fill,minmax(10rem,1fr))]
  grid-cols-[[full-start]_1fr_[full-end]] col-[16_/_span_16] col-span-[var(--n)] row-[span_16_/_span_16] auto-cols-[minmax(0,2fr)]
  [mask-type:luminance] [mask-type:luminance]/50 [color:red]/50 [--my-var:1rem] [--x:a_b] [color:var(--a_b)] [text-wrap:balance]
  [-webkit-line-clamp:3] [scrollbar-width:none] [grid-area:1/2/3/4] [animation:spin_1s] [clip-path:circle(50%)] [--y:]
  [transition:all_.3s,color_1s] [background:url(a_b.png)] [content:'a_b'] [font-variation-settings:'wght'_400]
  content-['x'] content-["hello_world"] content-['a\\_b'] content-[attr(data-x)] content-[counter(a)_'.'] content-['→'] content-['\\201C']
  content-none content-(--x) before:content-['→'] after:content-[''] before:content-none before:content-['a']! after:content-["✓"]
  animate-[spin_1s_linear_infinite] animate-[wiggle_1s] animate-(--x) transition-[height] transition-[height,width] transition-(--x)
  ease-[cubic-bezier(0.95,0.05,0.795,0.035)] ease-(--x) duration-[2s] duration-(--x) delay-[1s,250ms] will-change-[top,left]
  cursor-[grab] cursor-[url(hand.cur),_pointer] cursor-(--x) list-[upper-roman] list-['+'] list-image-[url(a.png)] list-image-(--x)
  align-[4px] align-(--x) columns-[30vw] columns-(--x) aspect-[4/3] aspect-[calc(4*3+1)/3] aspect-(--x) object-[25%_75%] object-(--x)
  origin-[33%_75%] perspective-[750px] perspective-origin-[200%_150%] perspective-(--x) scale-[1.7] scale-(--x) -scale-(--x)
  scale-x-[1.7] -scale-x-[1.7] rotate-[1.5rad] rotate-(--x) rotate-x-[3deg] rotate-z-(--x) skew-[3deg] skew-x-(--x) transform-[matrix(1,2,3,4,5,6)]
  transform-(--x) translate-[10px] translate-(--x) -translate-x-[10px] translate-z-(--x) zoom-[1.2] flex-[2_2_0%] flex-(--x) grow-[3]
  shrink-[calc(100vw-var(--sidebar))] order-[13] -order-[3] z-[calc(var(--index)+1)] -z-[3] basis-[14.2857143%] opacity-[.67] opacity-(--x)
  tracking-[.25em] -tracking-[.25em] tracking-(--x) -tracking-tight leading-[3rem] leading-(--x) indent-[50%] line-clamp-[calc(1+2)] line-clamp-(--x)
  underline-offset-[3px] underline-offset-(--x) outline-offset-[3px] blur-[2px] blur-(--x) backdrop-blur-[2px] brightness-[1.75]
  brightness-(--x) contrast-[.25] grayscale-[60%] hue-rotate-[270deg] -hue-rotate-[270deg] invert-[.25] saturate-[.25] sepia-[.25]
  backdrop-opacity-[.15] filter-[url('filters.svg#filter-id')] filter-(--x) backdrop-filter-[url('f.svg#f')] rounded-[12px] rounded-t-[2vw]
  rounded-(--x) rounded-bl-[calc(1px+2px)] bg-size-[auto_100px] bg-size-(--x) bg-position-[center_top_1rem] bg-position-(--x)
  mask-size-[auto_100px] mask-position-(--x) mask-radial-[25%_25%] mask-radial-at-[35%_35%] mask-radial-[circle_at_center,black_50%]
  mask-linear-[30deg] mask-conic-(--x) mask-[url(a.png)] mask-(--x) mask-[linear-gradient(black,transparent)] mask-[radial-gradient(red,blue),url(x)]
  font-[350] font-(--x) font-(family-name:--x) font-[Inter] font-features-["smcp"] font-features-(--x) font-stretch-[66.66%] font-stretch-(--x)
  text-[22px] text-[22px]/7 text-[22px]/[1.5] text-[22px]/none text-[22px]/tight text-[22px]/(--x) text-[22px]/foo text-(length:--x) text-(length:--x)/6
  text-sm/6 text-sm/7.5 text-sm/[17px] text-sm/tight text-sm/none text-sm/(--x) text-sm/foo text-base/relaxed text-2xl/9 text-xs/0 text-xs/1
  text-[clamp(1rem,2vw+1rem,3rem)] text-[length:clamp(1rem,2vw,3rem)]/6 text-[color:red]/50 text-[--x] text-[14px]/[1.4]!
  @container @container/main @container-normal @container-normal/x @container-size @container-[inline-size] @container-[size]/side @container-[foo]/[bar]
  bg-linear-to-r bg-linear-to-br/oklch bg-linear-to-t/longer bg-linear-to-l/[in_hsl_longer_hue] bg-linear-45 -bg-linear-45 bg-linear-45/srgb
  bg-linear-[25deg,red_5%,yellow_60%] bg-linear-[25deg] -bg-linear-[25deg] bg-linear-(--x) bg-conic bg-conic/oklch bg-conic-180 bg-conic-180/decreasing
  -bg-conic-30 bg-conic-[from_45deg,red,blue] bg-radial bg-radial/hsl bg-radial-[at_50%_75%] bg-radial-[at_25%_25%,white,black_75%] bg-conic-(--x)
  bg-gradient-to-r bg-none bg-[url(/img/a_b.png)] bg-[url('/img/a_b.png')] bg-[length:200px_100px] bg-[position:50%_50%] bg-[size:10px]
  from-10% via-30% to-90% from-[5%] to-[10px] from-(--x) via-none to-(percentage:--x) from-[position:3px]
  transition transition-all transition-colors transition-none animate-spin animate-ping animate-pulse animate-bounce animate-none
  w-screen w-svw w-dvh h-screen h-dvh h-lh size-full size-px size-auto size-1/2 max-w-prose max-w-screen-md max-w-screen-2xl max-w-3xs
  max-w-7xl min-w-xs w-lg columns-3xs columns-3 columns-auto basis-xs basis-1/4 basis-full container
  w-[--spacing(4)] m-[--spacing(2.5)] -m-[--spacing(2)] p-[calc(--spacing(4)-1px)] bg-[--alpha(var(--color-red-500)/50%)] bg-[--alpha(red/20%)]
  w-[theme(spacing.4)] text-[theme(--color-red-500)] text-[--theme(--color-red-500)] h-[calc(100%-theme(--spacing))] w-[--theme(--container-md)]
  p-4! !p-4 text-red-500! bg-red-500/50! !-mt-2 -mt-2! w-1/2! shadow-md! shadow-md/50! space-x-2! bg-linear-to-r! container!
  inset-shadow-[0_1px_red] inset-shadow-none inset-shadow-sm/50 shadow-none shadow-inner shadow/50 shadow-md/50 shadow-md/[.5] shadow-md/[var(--a)] shadow-md/(--a)
  shadow-initial shadow-inherit inset-shadow-initial shadow-2xs/2.5 shadow-md/33.3 drop-shadow drop-shadow/50 drop-shadow-md/50 drop-shadow-md/(--a) drop-shadow-none
  text-shadow-none text-shadow-md/50 text-shadow-lg/[.2] text-shadow-sm/(--a) text-shadow-initial text-shadow-2xs ring ring-inset ring-2 inset-ring
  outline outline-hidden outline-none outline-2 outline-dashed divide-x divide-y-2 divide-x-reverse divide-dashed divide-red-500 divide-x-[3px] divide-y-(--x)
  space-x-reverse space-y-reverse border-spacing-2 border-collapse sr-only not-sr-only truncate line-clamp-none line-clamp-3
  mask-t-from-50% mask-x-from-4 mask-b-to-2.5 mask-l-from-(--x) mask-r-to-[30%] mask-y-to-[3px] mask-linear-45 -mask-linear-1 mask-linear-from-20% mask-radial-from-10%
  mask-radial-at-top-left mask-circle mask-conic-90 mask-conic-from-75% mask-add mask-none mask-type-alpha mask-clip-border mask-origin-fill mask-no-clip
  bg-blend-multiply mix-blend-plus-lighter snap-x snap-mandatory snap-align-none touch-pan-x touch-pinch-zoom select-none resize-y
  scrollbar-thin scrollbar-thumb-red-500 scrollbar-track-transparent scrollbar-gutter-both field-sizing-content contain-size contain-[size_layout]
  ordinal tabular-nums slashed-zero normal-nums antialiased hyphens-auto wrap-anywhere break-keep text-balance tab-4 font-stretch-75% font-stretch-condensed
  forced-color-adjust-none isolate backface-hidden transform-3d transform-gpu transform-none perspective-near scale-3d translate-3d
  break-words overflow-ellipsis flex-grow flex-shrink-0 flex-grow-0 decoration-slice decoration-clone max-w-screen-sm start-2 end-1/2 -start-3
`)

export const classes = [...new Set([
  ...times(spacingRoots.map((r) => r + '-'), spacingValues),
  ...times(colorRoots.map((r) => r + '-'), colorValues),
  ...times(typedRoots.map((r) => r + '-'), typedValues),
  ...times(numberRoots.map((r) => r + '-'), numbers),
  ...times(['shadow-', 'inset-shadow-', 'text-shadow-', 'drop-shadow-'], shadowValues.flatMap((v) => [v, `${v}/50`, `${v}/[.5]`, `${v}/(--a)`])),
  ...arbitrary,
])]

export const variants = [...new Set(words(`
  * ** hover focus focus-visible focus-within active visited target disabled enabled checked indeterminate default optional required valid
  invalid user-valid user-invalid in-range out-of-range placeholder-shown autofill read-only empty first last only odd even
  first-of-type last-of-type only-of-type open inert first-letter first-line marker selection file placeholder backdrop details-content
  before after sm md lg xl 2xl max-sm max-md max-2xl min-sm min-lg min-[40rem] min-[500px] max-[900px] max-[30em] min-[calc(1rem+2px)] min-(--x) max-foo
  @xs @sm @md @2xl @7xl @min-md @max-md @max-sm @min-[400px] @max-[17rem] @[500px] @md/main @max-lg/side @[20rem]/x @min-sm/[y]
  portrait landscape ltr rtl starting print forced-colors inverted-colors pointer-none pointer-coarse pointer-fine any-pointer-none
  any-pointer-coarse any-pointer-fine noscript motion-safe motion-reduce contrast-more contrast-less
  aria-checked aria-expanded aria-[sort=ascending] aria-[invalid] aria-[label='a_b'] data-open data-[state=open] data-[size="large"] data-[side=left_i]
  data-[x~=y] data-foo-bar data-[foo] data-[foo.bar] data-(--x) aria-(--x) nth-3 nth-[3n+1] nth-[odd] nth-last-2 nth-last-[2n] nth-of-type-4
  nth-of-type-[2n+1] nth-last-of-type-2 nth-[2n_of_.foo] nth-0 nth-x
  supports-[display:grid] supports-grid supports-[backdrop-filter] supports-[selector(:has(a))] supports-[not(display:grid)]
  supports-[(display:grid)_and_(gap:1px)] supports-(--x) supports-[font-format(opentype)] supports-backdrop-filter
  group-hover group-focus/name group-hover/sidebar group-aria-checked group-data-[state=open] group-data-open/x group-[.is-active] group-[:nth-of-type(3)_&]
  group-[&:hover,.b] group-first group-odd/y group-has-[a] group-has-checked group-not-hover group-not-checked group-in-[.x] group-sm group-before
  group-hover/[a_b] group-open group-focus-within group-[>p] group-nth-2 group-[&_p]
  peer-checked peer-focus/email peer-hover peer-invalid peer-[.is-dirty] peer-placeholder-shown peer-aria-disabled peer-has-[:checked]/z peer-not-checked
  peer-[:nth-of-type(3)_&] peer-disabled peer-required/[q]
  has-checked has-hover has-[:checked] has-[>img] has-[+p] has-[~_p] has-[.a,.b] has-[a_b] has-focus-visible has-data-[x] has-[&>img] has-not-checked has-[&:hover]
  not-hover not-focus not-checked not-first not-sm not-max-md not-print not-supports-[display:grid] not-[.foo] not-[:checked] not-[.a,.b] not-data-open
  not-aria-checked not-has-[a] not-group-hover not-peer-checked/x not-motion-reduce not-@md not-@max-sm/x not-[@media_print] not-[@supports(display:grid)]
  not-not-checked not-not-hover not-in-[.a] not-rtl not-before not-* not-[>p] not-nth-2 not-[@media_not_print] not-supports-[not(display:grid)] not-forced-colors
  in-[.a] in-hover in-focus-within in-data-open in-[.a,.b] in-[p] in-checked in-not-checked in-has-[a] in-[&.x] in-sm in-[>p]
  [&_p] [&>p] [&_>_p] [&:hover] [&.active] [.active_&] [.a_&_.b] [&:nth-child(3)] [&[data-x]] [&[data-x='y_z']] [&::-webkit-scrollbar] [&_p,&_a] [p] [p_a] [.a,.b]
  [&+&] [&~*] [&:not(.x)] [&:is(a,b)_&] [&_*] [&>*:first-child] [html.x_&] [&_svg:not([class*='size-'])] [&>svg] [&:has(p)] [&_&] [:hover] [&:where(.a_*)]
  [@media_print] [@media(width>500px)] [@media_(min-width:100px)_and_(max-width:200px)] [@supports(display:grid)] [@supports_(display:grid)]
  [@container(width>1px)] [@starting-style] [@media_print,screen] [>p] [&>p:hover] [.dark_&] [&_.foo\\_bar]
  [&:nth-child(2n+1)] [&:nth-child(even_of_.x)] [.group:hover_&] [&::before] [&:before] [&::part(foo)] [&_:is(a,p)] [&:focus-visible]
`))]

export const nothing = words(`
  foo bar flexx p- p-foo -p-4 p-4px p--4 p-01 p-1.3 p-4/2 w-1/2/3 w-0.5/2 w-1.5/2 bg-red bg-red-501 bg-red-500/ bg-red-500/33.3 bg-red-500/foo
  text-foo text-sm/foo hover: :p-4 hover::p-4 foo:p-4 hover-x:p-4 hover/x:p-4 sm-:p-4 p-[] p-[_] p-[: p-() p-(x) p-(-x) p-[;] p-[a;b] p-[a}b] p-[)] []
  [color] [color:] [:red] [Color:red] [color:red grid-cols-0 rotate-1.5 z-1.5 opacity-33.3 line-clamp-1.5 col-span-x aspect-4 flex-1/2/3 -bg-red-500
  font-stretch-49% font-stretch-201% from-2.5% min-sm/x:p-4 max-[var(--x)]:p-4 @foo:p-4 @:p-4 group:p-4 peer:p-4 not:p-4 has:p-4 group-before:p-4 group-sm:p-4
  has-before:p-4 in-sm:p-4 data-:p-4 aria:p-4 nth:p-4 nth-x:p-4 [&]p-4 [>p]:p-4 shadow-md/foo shadow-foo ring-1.5 text-[22px]/foo --p-4 p-4!! !!p-4 !
  rounded-5xl max-w-foo columns-1.5 leading-foo tracking-5 btn btn-primary card ui-button active open dark light group/x peer/x
`)
