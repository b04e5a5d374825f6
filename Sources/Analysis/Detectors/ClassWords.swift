import Foundation

/// What names of classes give away: persons, which are refused, and single cars, which need fine pixels.
package enum ClassWords {
  /// The word in `name` that means persons or a part of them; `nil` where none does.
  ///
  /// Words of the languages in which public data sets name their classes, and of their neighbours. A name is a promise of its
  /// author and no proof: a model of persons under another name is not found out here.
  package static func person(in name: String) -> String? {
    let words = words(of: name)
    for (index, word) in words.enumerated() where persons.contains(word) {
      let before = index > 0 ? words[index - 1] : ""
      let after = index + 1 < words.count ? words[index + 1] : ""
      if !things.contains("\(before) \(word)"), !things.contains("\(word) \(after)") { return word }
    }
    return nil
  }

  /// Whether `name` means single cars, lorries or railway cars.
  package static func isVehicle(_ name: String) -> Bool { words(of: name).contains(where: vehicles.contains) }

  /// Words in lower case without accents: cut at what is no letter and where a small letter meets a capital one.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isAfterSmall = false
    for character in name {
      if !character.isLetter || (isAfterSmall && character.isUppercase), !word.isEmpty {
        words.append(word)
        word = ""
      }
      if character.isLetter { word.append(character) }
      isAfterSmall = character.isLowercase
    }
    if !word.isEmpty { words.append(word) }
    return words.map(plain)
  }

  private static func plain(_ word: String) -> String {
    word.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
  }

  private static func set(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map { plain(String($0)) })
  }

  private static let persons = set(
    """
    person persons people pedestrian pedestrians human humans man men woman women child children boy boys girl girls baby
    babies infant adult adults face faces head heads crowd crowds rider riders cyclist cyclists bicyclist motorcyclist
    motorcyclists driver drivers passenger passengers worker workers soldier soldiers civilian civilians refugee refugees
    migrant migrants protester protesters protestor protestors demonstrator demonstrators prisoner prisoners swimmer
    swimmers skier skiers player players individual individuals combatant combatants fighter troops personnel infantry
    passerby bystander
    Mensch Menschen Person Personen Leute Fußgänger Fussgänger Mann Männer Frau Frauen Kinder Gesicht Gesichter Soldat
    Soldaten Arbeiter Radfahrer Menschenmenge
    personne personnes gens piéton piétons homme hommes femme femmes enfant enfants visage visages foule soldat soldats
    ouvrier ouvriers cycliste
    persona personas gente peatón peatones hombre hombres mujer mujeres niño niños niña niñas rostro rostros cara caras
    multitud soldado soldados trabajador ciclista
    pessoa pessoas pedestre pedestres peão homem homens mulher mulheres criança crianças face rosto rostos multidão
    persone pedone pedoni uomo uomini donna donne bambino bambini volto volti viso folla soldato
    mensen voetganger voetgangers vrouw vrouwen gezicht
    osoba osoby człowiek ludzie pieszy piesi mężczyzna kobieta dziecko twarz
    insan insanlar kişi yaya yüz adam kadın çocuk
    человек люди пешеход пешеходы лицо лица мужчина женщина ребёнок дети толпа солдат
    людина пішохід обличчя чоловік жінка дитина
    人 人员 人員 人物 人类 人類 人群 人脸 人臉 人体 行人 男人 女人 儿童 兒童 小孩 士兵 歩行者 顔 子供
    사람 보행자 얼굴 남자 여자 아이 군인
    شخص أشخاص إنسان ناس وجه وجوه مشاة رجل امرأة طفل جندي افراد فرد انسان عابر
    אדם אנשים פנים הולך רגל איש אישה ילד
    व्यक्ति लोग चेहरा आदमी औरत बच्चा
    """)

  /// Pairs of words that mean things although one of the two means a person.
  private static let things: Set<String> = [
    "man made", "pile driver", "pit head", "well head", "head frame", "shower head", "coal face", "rock face",
    "quarry face", "working face", "quay face", "fighter jet", "fighter aircraft", "fighter plane",
  ]

  private static let vehicles = set(
    """
    car cars vehicle vehicles truck trucks lorry lorries van vans bus buses minibus automobile automobiles pickup trailer
    trailers motorcycle motorcycles motorbike wagon wagons railcar railcars coach tractor tractors jeep taxi
    Auto Autos Fahrzeug Fahrzeuge Lastwagen voiture voitures véhicule véhicules camion camions coche coches vehículo
    vehículos camión camiones carro carros автомобиль автомобили машина грузовик 车 车辆 汽车 卡车 货车
    """)
}
